/**
 * Form that breaks down: faults that his first reps of the day did not show.
 */

/**
 * For each rep, how many in a row up to it showed a fault that his first ones did not.
 *
 * @param {object[]} reps - By number.
 * @param {number} first - How many reps tell which faults he always has.
 * @returns {number[]}
 */
export function newFaults(reps, first) {
  const usual = new Set(reps.slice(0, first).flatMap((rep) => rep.form ?? []));
  let run = 0;
  return reps.map((rep, index) => {
    const isNew = index >= first && (rep.form ?? []).some((fault) => !usual.has(fault));
    run = isNew ? run + 1 : 0;
    return run;
  });
}
