"""The files by which FinishLynx and a meet manager talk: people, start lists, results."""

from flyzone.devices import lynx_evt, lynx_lif, lynx_ppl

FORMATS = (lynx_evt.FORMAT, lynx_lif.FORMAT, lynx_ppl.FORMAT)
