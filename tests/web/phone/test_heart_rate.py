"""Heart rate by Web Bluetooth, with a stub in place of a strap: on real straps it is unverified."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.gate


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ([0x00, 72], {"bpm": 72, "contact": None}),
        ([0x01, 0xC8, 0x00], {"bpm": 200, "contact": None}),
        ([0x06, 61], {"bpm": 61, "contact": True}),
        ([0x04, 61], {"bpm": 61, "contact": False}),
        ([0x10, 80, 0x34, 0x03], {"bpm": 80, "contact": None}),
        ([0x00, 0], None),
        ([0x01, 70], None),
        ([0x00], None),
    ],
)
def test_a_measurement_is_read_as_its_flags_say(
    page_of: Callable[..., Any], sent: list[int], found: Any
) -> None:
    page = page_of(None)
    page.goto("/patterns")
    script = """async (sent) => {
        const { readMeasurement } = await import('/static/js/heart_rate.js');
        return readMeasurement(new DataView(new Uint8Array(sent).buffer));
    }"""
    assert page.evaluate(script, sent) == found


def test_a_strap_tells_its_beats_and_is_looked_for_again_when_it_is_gone(
    page_of: Callable[..., Any],
) -> None:
    page = page_of(None)
    page.goto("/patterns")
    script = """async () => {
        const { connectHeartRate } = await import('/static/js/heart_rate.js');
        const rate = new EventTarget();
        rate.startNotifications = async () => {};
        let connected = 0;
        const device = Object.assign(new EventTarget(), { name: 'Stub', gatt: {
            connect: async () => { connected += 1; if (connected > 2) throw new Error('gone'); return {
                getPrimaryService: async () => ({ getCharacteristic: async () => rate }) }; },
            disconnect() {} } });
        const bluetooth = { requestDevice: async (asked) => { device.asked = asked; return device; } };
        const told = []; let lost = 0;
        const strap = await connectHeartRate((bpm) => told.push(bpm), () => { lost += 1; }, bluetooth);
        const beat = (...bytes) => {
            const event = new Event('characteristicvaluechanged');
            Object.defineProperty(event, 'target',
                { value: { value: new DataView(new Uint8Array(bytes).buffer) } });
            rate.dispatchEvent(event);
        };
        beat(0, 120); beat(0x04, 119); beat(0x06, 118);
        for (let i = 0; i < 2; i += 1) {
            device.dispatchEvent(new Event('gattserverdisconnected'));
            await new Promise((later) => setTimeout(later, 20));
        }
        return { told, lost, connected, name: strap.name, asked: device.asked };
    }"""
    found = page.evaluate(script)
    # 119 came without contact to the skin.
    assert found["told"][:2] == [120, 118]
    assert found["asked"] == {"filters": [{"services": ["heart_rate"]}]}
    assert (found["lost"], found["connected"], found["name"]) == (1, 3, "Stub")
