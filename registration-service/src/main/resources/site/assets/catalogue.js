// The catalogue: names of what is on a list, and search without diacritics (the service does that).
import { call } from './kit/api.js';

const known = new Map(); // answers by address; the browser keeps them five minutes besides

async function read(path) {
  if (!known.has(path)) {
    const asked = call('GET', path).then(answer => {
      if (answer.status !== 200) throw Object.assign(new Error('catalogue'), { status: answer.status, problem: answer.body });
      return answer.body;
    });
    known.set(path, asked);
    asked.catch(() => known.delete(path));
  }
  return known.get(path);
}

const query = values => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')).toString();

export const findInstitutions = q => read(`/v1/catalogue/institutions?${query({ q, limit: 6 })}`).then(page => page.institutions);
/** {programmes, isAll}: of one institution all that fit the words, of everywhere the best thirty. */
export const findProgrammes = (q, institution) => read(`/v1/catalogue/programmes?${query({ q, institution, limit: institution ? 200 : 30 })}`)
  .then(page => ({ programmes: page.programmes, isAll: page.next === undefined }));
export const findSchools = (q, department) => read(`/v1/catalogue/schools?${query({ q, department, limit: 30 })}`).then(page => page.schools);

/** A whole short list, such as departments. */
export async function whole(kind, member) {
  const entries = [];
  let after;
  do {
    const page = await read(`/v1/catalogue/${kind}?${query({ limit: 200, after })}`);
    entries.push(...page[member]);
    after = page.next;
  } while (after);
  return entries;
}

/** [code, name] of each province: a department that is not a province's has none. */
export const provincesOf = departments => departments.filter(one => one.provinceCode).map(one => [one.provinceCode, one.name]);

export async function institution(code) {
  const found = await read(`/v1/catalogue/institutions?${query({ q: code, limit: 20 })}`);
  return found.institutions.find(one => one.code === code);
}

/** One programme by its codes, or undefined where the catalogue has it no more. */
export async function programme(institutionCode, programmeCode) {
  const word = /[\p{L}\p{N}]+/u.exec(programmeCode)?.[0] ?? programmeCode;
  const found = await read(`/v1/catalogue/programmes?${query({ q: word, institution: institutionCode, limit: 200 })}`);
  return found.programmes.find(one => one.programmeCode === programmeCode);
}

/** {programme, institution} names by "INSTITUTION/PROGRAMME" for a list of preferences; what is not known is left out. */
export async function namesOf(preferences) {
  const names = {};
  await Promise.all(preferences.map(async p => {
    const [one, at] = await Promise.all([
      programme(p.institutionCode, p.programmeCode).catch(() => undefined),
      institution(p.institutionCode).catch(() => undefined),
    ]);
    names[keyOf(p)] = { programme: one?.name, institution: at?.name, fieldCode: one?.fieldCode, gone: !one };
  }));
  return names;
}

export const keyOf = p => `${p.institutionCode}/${p.programmeCode}`;
export async function school(departmentCode, schoolCode) {
  const found = await read(`/v1/catalogue/schools?${query({ department: departmentCode, q: schoolCode, limit: 20 })}`);
  return found.schools.find(one => one.schoolCode === schoolCode);
}
