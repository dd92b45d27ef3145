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

/** What must still be filled in before a part is left: [{pointer, text}]. */
export function whatIsMissing(form, part) {
  const pupil = form.candidateKind === 'pupil' && part === 'school' ? OF_PUPILS : [];
  const graduate = form.candidateKind === 'free-graduated' && part === 'school' ? ['/graduationYear'] : [];
  return [...(REQUIRED[part] ?? []), ...pupil, ...graduate].filter(pointer => {
    const value = at(form, pointer);
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0) || (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);
  }).map(pointer => ({ pointer, text: t('fault-missing', { name: t(`field-${pointer.slice(1).replaceAll('/', '-')}`) }) }));
}
