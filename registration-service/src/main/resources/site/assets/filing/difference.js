// What differs between two lists: {added: [{preference, to}], removed: [{preference, from}], moved: [{preference, from, to}]},
// places counted from 1. What only moved up because something before it went is not said to have moved.
const keyOf = p => [p.institutionCode, p.programmeCode, p.methodCode ?? '', p.subjectGroupCode ?? ''].join('/');

export function difference(before, after) {
  const was = before.map(keyOf);
  const is = after.map(keyOf);
  const stayedBefore = was.filter(key => is.includes(key));
  const stayedAfter = is.filter(key => was.includes(key));
  const still = longestCommon(stayedBefore, stayedAfter);
  return {
    added: after.flatMap((preference, i) => was.includes(is[i]) ? [] : [{ preference, to: i + 1 }]),
    removed: before.flatMap((preference, i) => is.includes(was[i]) ? [] : [{ preference, from: i + 1 }]),
    moved: after.flatMap((preference, i) => !was.includes(is[i]) || still.has(is[i]) ? []
      : [{ preference, from: was.indexOf(is[i]) + 1, to: i + 1 }]),
  };
}

/** Whether two documents say the same, in whatever order their members stand. */
export function isSameForm(one, other) {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return names.length === others.length && names.every(name => isSameForm(one[name], other[name]));
}

/** The longest sequence that stands in both in one order: whatever is not in it was moved. */
function longestCommon(one, other) {
  const best = Array.from({ length: one.length + 1 }, () => Array(other.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      best[i][j] = one[i] === other[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }
  const common = new Set();
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) {
      common.add(one[i]);
      i++;
      j++;
    } else if (best[i + 1][j] >= best[i][j + 1]) i++;
    else j++;
  }
  return common;
}
