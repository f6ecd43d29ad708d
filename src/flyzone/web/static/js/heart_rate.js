/**
 * Heart rate from a chest strap by Web Bluetooth, where the browser has it.
 *
 * The numbers follow the Heart Rate Measurement characteristic (0x2A37) of the Bluetooth SIG.  Tried with
 * a stub in place of a strap; on real straps it is unverified, and the page says so.
 */

/** Whether this browser can. */
export function hasBluetooth(where = navigator) {
  return Boolean(where.bluetooth?.requestDevice);
}

/**
 * One measurement.
 *
 * @param {DataView} data As the strap sent it.
 * @returns {{bpm: number, contact: boolean|null}|null} Null where it is no measurement; contact with the
 *   skin is null where the strap cannot tell.
 */
export function readMeasurement(data) {
  if (data.byteLength < 2) return null;
  const flags = data.getUint8(0);
  const wide = (flags & 1) === 1;
  if (wide && data.byteLength < 3) return null;
  const bpm = wide ? data.getUint16(1, true) : data.getUint8(1);
  const tells = (flags & 4) === 4;
  const contact = tells ? (flags & 2) === 2 : null;
  // Zero is what straps send before they have found a beat.
  return bpm >= 20 && bpm <= 250 ? { bpm, contact } : null;
}

/**
 * Asks for a strap and tells each beat count that comes.
 *
 * @param {(bpm: number) => void} onRate
 * @param {() => void} onLost Called when the strap is gone; it is looked for again once.
 * @param {Bluetooth} bluetooth
 * @returns {Promise<{name: string, stop: () => void}>} Rejects where nobody chose one.
 */
export async function connectHeartRate(onRate, onLost, bluetooth = navigator.bluetooth) {
  const device = await bluetooth.requestDevice({ filters: [{ services: ["heart_rate"] }] });
  let wanted = true;
  const listen = async () => {
    const server = await device.gatt.connect();
    const service = await server.getPrimaryService("heart_rate");
    const rate = await service.getCharacteristic("heart_rate_measurement");
    rate.addEventListener("characteristicvaluechanged", (event) => {
      const found = readMeasurement(event.target.value);
      if (found && found.contact !== false) onRate(found.bpm);
    });
    await rate.startNotifications();
  };
  device.addEventListener("gattserverdisconnected", () => {
    if (!wanted) return;
    listen().catch(() => onLost());
  });
  await listen();
  return {
    name: device.name ?? "",
    stop() {
      wanted = false;
      device.gatt.disconnect();
    },
  };
}
