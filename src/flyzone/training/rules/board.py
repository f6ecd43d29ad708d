"""Rules of the board: when one time is really better than another."""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

BOARD_RULES: tuple[Rule, ...] = (
    Rule(
        "board-tie",
        "Two times on a board lie so close that their errors may have made the order.",
        "They share a rank.",
        "convention",
        "flyzone: no decision that noise could have made",
        "The errors are those of timing; how much either athlete varies from run to run is not in "
        "them: a board ranks runs and not athletes.",
        {
            "probability": Threshold(
                0.95, "", 0.5, 0.999, "Probability from which one time counts as the better one"
            )
        },
    ),
)
