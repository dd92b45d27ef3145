// The whole form to read; beside another one, only what differs.
import { html, useEffect, useState } from '../lib/preact.js';
import { plainDay, t } from '../kit/i18n.js';
import { provincesOf, school, whole } from '../catalogue.js';
import { countryName, isCountry } from '../filing/countries.js';
import { PARTS, partOf } from '../filing/form.js';

/** Names by code of what forms name: {provinces, departments, subjects, schools}; empty until they are known. */
export function useNames(forms) {
  const [names, setNames] = useState({});
  const learn = (kind, found) => setNames(before => ({ ...before, [kind]: { ...before[kind], ...found } }));
  useEffect(() => {
    whole('subjects', 'subjects').then(all => learn('subjects', Object.fromEntries(all.map(one => [one.code, one.name]))), () => {});
    whole('departments', 'departments').then(all => {
      learn('departments', Object.fromEntries(all.map(one => [one.code, one.name])));
      learn('provinces', Object.fromEntries(provincesOf(all)));
    }, () => {});
  }, []);
  const schools = [...new Set(forms.flatMap(form => [...Object.values(form?.schools ?? {}),
    ...(form?.pointOfReceipt ? [{ departmentCode: form.departmentCode, schoolCode: form.pointOfReceipt }] : [])].map(keyOfSchool)))];
  useEffect(() => {
    schools.forEach(key => school(...key.split('-')).then(found => found && learn('schools', { [key]: found.name }), () => {}));
  }, [schools.join()]);
  return names;
}

const keyOfSchool = one => `${one.departmentCode}-${one.schoolCode}`;

/** Pointer and text of everything filled in, with names for codes as far as they are known. */
export function linesOf(form, names = {}, at = '', all = form) {
  return Object.entries(form).flatMap(([name, value]) => {
    const pointer = `${at}/${name}`;
    if (pointer === '/subjects') return [[pointer, value.map(code => names.subjects?.[code] ?? code).join(', ')]];
    if (Array.isArray(value)) {
      return [[pointer, value.map(one => typeof one === 'object' ? Object.values(one).map(part => names.subjects?.[part] ?? part).join(' ') : one).join(', ')]];
    }
    if (name.startsWith('grade')) return [[pointer, names.schools?.[keyOfSchool(value)] ?? keyOfSchool(value)]];
    return typeof value === 'object' && value !== null ? linesOf(value, names, pointer, all) : [[pointer, shown(pointer, value, names, all)]];
  });
}

function shown(pointer, value, names, form) {
  const key = { '/sex': value, '/candidateKind': `kind-${value}`, '/purpose': `purpose-${value}`, '/programme': value, '/identity/kind': value,
    '/priorityArea': `area-${value}` }[pointer];
  if (key) return t(key);
  if (pointer === '/curriculum') return t('curriculum-of', { year: value });
  if (pointer === '/priorityGroup') return t('group-n', { code: value });
  if (['/placeOfBirth', '/foreignNationality'].includes(pointer) && isCountry(value)) return countryName(value);
  if (['/placeOfBirth', '/residence/provinceCode'].includes(pointer)) return names.provinces?.[value] ?? value;
  if (['/departmentCode', '/examCouncilCode'].includes(pointer)) return names.departments?.[value] ?? value;
  if (pointer === '/pointOfReceipt') return names.schools?.[`${form.departmentCode}-${value}`] ?? value;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return plainDay(String(value));
}

export function Summary({ form, mend, than }) {
  const names = useNames([form, than]);
  const other = than ? Object.fromEntries(linesOf(than, names)) : {};
  const lines = linesOf(form, names).filter(([pointer, text]) => !than || other[pointer] !== text);
  const list = some => html`<dl class="lines">${some.map(([pointer, text]) => html`<div key=${pointer}><dt>${t(`field-${pointer.slice(1).replaceAll('/', '-')}`)}</dt>
    <dd>${text}${than && other[pointer] !== undefined ? html` <span class="soft">(${t('here-it-says', { text: other[pointer] })})</span>` : ''}</dd></div>`)}</dl>`;
  if (than) return lines.length ? list(lines) : html`<p>${t('no-difference')}</p>`;
  return PARTS.slice(0, -1).map((part, i) => html`<section key=${part} class="part"><div class="row-apart"><h3>${t(`part-${part}`)}</h3>
      ${mend && html`<button type="button" class="link-button" onClick=${() => mend(i)}>${t('mend')}<span class="hidden-text">: ${t(`part-${part}`)}</span></button>`}</div>
    ${list(lines.filter(([pointer]) => partOf(pointer) === i))}</section>`);
}
