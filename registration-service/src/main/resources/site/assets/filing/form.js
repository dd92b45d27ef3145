// The exam registration's form: its parts, what is filled in beforehand, what is left out, what is missing.
import { call } from '../kit/api.js';
import { t } from '../kit/i18n.js';

export const PARTS = ['person', 'school', 'exam', 'priority', 'check'];

const MEMBERS = {
  person: ['fullName', 'sex', 'dateOfBirth', 'placeOfBirth', 'ethnicity', 'foreignNationality', 'identity', 'phone', 'email', 'contactAddress'],
  school: ['residence', 'candidateKind', 'graduationYear', 'schools', 'className', 'departmentCode', 'pointOfReceipt', 'examCouncilCode'],
  exam: ['curriculum', 'programme', 'purpose', 'subjects', 'languageExemption', 'preservedScores'],
  priority: ['priorityArea', 'priorityGroup'],
};

const REQUIRED = {
  person: ['/fullName', '/sex', '/dateOfBirth', '/placeOfBirth', '/ethnicity', '/identity/number', '/phone'],
  school: ['/residence/provinceCode', '/residence/wardCode', '/residence/address', '/candidateKind', '/departmentCode', '/pointOfReceipt'],
  exam: ['/curriculum', '/programme', '/purpose', '/subjects'],
  priority: ['/priorityArea'],
};
const OF_PUPILS = ['/schools/grade10', '/schools/grade11', '/schools/grade12', '/className'];

/** Which part a fault's pointer belongs to; the last one where it belongs to none. */
export function partOf(pointer) {
  const member = pointer.split('/')[1];
  const found = PARTS.findIndex(part => MEMBERS[part]?.includes(member));
  return found < 0 ? PARTS.length - 1 : found;
}

/** A first form: what the portal says of the person, and what the sector's database knows. */
export async function fill(who) {
  const form = { candidateKind: 'pupil', curriculum: '2018', programme: 'general', purpose: 'both', subjects: [], ethnicity: 'Kinh' };
  if (who.name) form.fullName = who.name;
  if (who.dateOfBirth) form.dateOfBirth = who.dateOfBirth;
  if (who.citizenNumber) form.identity = { kind: 'citizen', number: who.citizenNumber };
  const known = await call('GET', '/v1/me/exam-registration/prefill').catch(() => null);
  return tidy({ ...form, ...(known?.status === 200 ? known.body.registration : {}) });
}

/** Leaves out what is empty or does not belong: the service refuses members that are not asked for. */
export function tidy(form) {
  const next = { ...form };
  if (next.candidateKind === 'pupil') {
    delete next.graduationYear;
    delete next.preservedScores;
  } else {
    delete next.schools;
    delete next.className;
  }
  if (next.candidateKind !== 'free-graduated') delete next.graduationYear;
  if (next.candidateKind === 'free-graduated') next.purpose = 'admission';
  if (next.departmentCode) next.examCouncilCode = next.departmentCode;
  for (const [name, value] of Object.entries(next)) {
    if (value === '' || value === undefined || (Array.isArray(value) && value.length === 0 && name !== 'subjects')) delete next[name];
  }
  return next;
}

const at = (form, pointer) => pointer.slice(1).split('/').reduce((value, name) => value?.[name], form);

/** What a candidate of this kind may choose of, as the season's rules say; undefined where there is no such exam. */
export function schemeOf(form, rules) {
  return rules.exam.schemes.find(one => one.curriculum === form.curriculum && one.programmes.includes(form.programme) && one.purposes.includes(form.purpose));
}

/** Codes of the subjects that count: sat for, kept from last year, or exempted from. */
export function takenOf(form, rules) {
  const exempt = (rules.exam.certificates ?? []).find(one => one.code === form.languageExemption?.certificate);
  return new Set([...(form.subjects ?? []), ...(form.preservedScores ?? []).map(one => one.subject), ...(exempt ? [exempt.language] : [])]);
}

export const countOf = (choice, taken) => choice.from.filter(one => one.split('|').some(code => taken.has(code))).length;

export const wantedOf = choice => choice.least === choice.most ? t('choose-n', { n: choice.least }) : t('choose-from-to', { least: choice.least, most: choice.most });

/** Choices of subjects of which too few or too many are taken. */
function miscounted(form, rules) {
  const taken = takenOf(form, rules);
  return (schemeOf(form, rules)?.choices ?? []).map(choice => ({ choice, count: countOf(choice, taken) }))
    .filter(({ choice, count }) => count < choice.least || count > choice.most)
    .map(({ choice, count }) => ({ pointer: '/subjects', text: t('fault-subjects', { wanted: wantedOf(choice), count }) }));
}

/** What must still be filled in before a part is left: [{pointer, text}]. */
export function whatIsMissing(form, part, rules) {
  const pupil = form.candidateKind === 'pupil' && part === 'school' ? OF_PUPILS : [];
  const graduate = form.candidateKind === 'free-graduated' && part === 'school' ? ['/graduationYear'] : [];
  const missing = [...(REQUIRED[part] ?? []), ...pupil, ...graduate].filter(pointer => {
    const value = at(form, pointer);
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0) || (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);
  }).map(pointer => ({ pointer, text: t('fault-missing', { name: t(`field-${pointer.slice(1).replaceAll('/', '-')}`) }) }));
  return part !== 'exam' || missing.some(one => one.pointer === '/subjects') ? missing : [...missing, ...miscounted(form, rules)];
}
