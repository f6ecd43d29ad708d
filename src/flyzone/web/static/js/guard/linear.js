/**
 * The little linear algebra that the guard needs: small matrices, row by row in flat arrays.
 */

/**
 * Lower Cholesky factor of a symmetric, positive matrix, in place.
 *
 * The factor of the first k rows is the upper left corner of the factor of all.
 *
 * @param {Float64Array} a - n × n; only its lower half is read, and overwritten by the factor.
 * @param {number} n
 */
export function cholesky(a, n) {
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let left = a[row * n + column];
      for (let k = 0; k < column; k++) left -= a[row * n + k] * a[column * n + k];
      if (row > column) {
        a[row * n + column] = left / a[column * n + column];
      } else if (left > 0) {
        a[row * n + row] = Math.sqrt(left);
      } else {
        throw new Error("The covariance of the times is not positive: the guard's data are damaged.");
      }
    }
  }
}

/**
 * Inverse of a lower triangular matrix.
 *
 * @param {Float64Array} root - n × n, as `cholesky` leaves it.
 * @param {number} n
 * @param {Float64Array} inverse - n × n; its lower half is written.
 */
export function invertLower(root, n, inverse) {
  for (let column = 0; column < n; column++) {
    inverse[column * n + column] = 1 / root[column * n + column];
    for (let row = column + 1; row < n; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) sum -= root[row * n + k] * inverse[k * n + column];
      inverse[row * n + column] = sum / root[row * n + row];
    }
  }
}

/**
 * The middle one of some numbers; of an even count the mean of the middle two.
 *
 * @param {number[]} values - One at least.
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
