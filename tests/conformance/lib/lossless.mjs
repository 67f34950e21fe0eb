// JSON whose numbers keep their digits: `1.0` is not `1` to a decoder, and JavaScript cannot tell.

/** A number is a text behind this mark. */
const mark = '\u0001';

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Reads a JSON text. */
export const parse = (text) => JSON.parse(text.replace(tokens, (token) => (token.startsWith('"') ? token : `"\\u0001${token}"`)));

/** Writes what `parse` has read. */
export const stringify = (value) => JSON.stringify(value).replace(/"\\u0001([^"]+)"/g, '$1');

/** JSON equality: the order of members does not matter, and `1.0` is `1`. */
export function same(one, other) {
  if (typeof one === 'string' && typeof other === 'string') return one === other || (isNumber(one) && isNumber(other) && digits(one) === digits(other));
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]));
}

/** Whether `value` is a number, as `parse` gives it. */
export const isNumber = (value) => typeof value === 'string' && value.startsWith(mark);

/** A number in one spelling: digits without zeros at either end, and the exponent behind them. */
function digits(number) {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number.slice(mark.length));
  const all = (whole + fraction).replace(/^0+/, '');
  const short = all.replace(/0+$/, '');
  return short === '' ? '0' : `${sign}${short}e${Number(exponent) - fraction.length + all.length - short.length}`;
}
