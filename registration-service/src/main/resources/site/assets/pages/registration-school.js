// Part 2: where the person lives, learnt, and hands in.
import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../kit/i18n.js';
import { findSchools, provincesOf, school as schoolOf, whole } from '../catalogue.js';
import { Choose, Find, Radios, Text } from './controls.js';

const GRADES = ['grade12', 'grade11', 'grade10'];

export function Schooling({ form, set, faultOf }) {
  const [departments, setDepartments] = useState([]);
  const [names, setNames] = useState({});
  useEffect(() => { whole('departments', 'departments').then(setDepartments, () => {}); }, []);
  const options = departments.map(one => [one.code, `${one.code} – ${one.name}`]);
  const residence = form.residence ?? {};
  const schools = form.schools ?? {};
  const isPupil = form.candidateKind === 'pupil';
  const named = (one, code) => one && (names[`${one.departmentCode}-${one.schoolCode}`] ?? one.schoolCode);
  useEffect(() => {
    const wanted = [...Object.values(schools), ...(form.departmentCode && form.pointOfReceipt ? [{ departmentCode: form.departmentCode, schoolCode: form.pointOfReceipt }] : [])];
    wanted.filter(one => !(`${one.departmentCode}-${one.schoolCode}` in names)).forEach(one =>
      schoolOf(one.departmentCode, one.schoolCode).then(found => found && setNames(before => ({ ...before, [`${one.departmentCode}-${one.schoolCode}`]: found.name })), () => {}));
  }, [form.schools, form.pointOfReceipt]);
  const finding = department => async q => (await findSchools(q, department)).map(one => ({
    value: { departmentCode: one.departmentCode, schoolCode: one.schoolCode }, name: `${one.name}${one.district ? `, ${one.district}` : ''}` }));
  const live = more => set({ residence: { ...residence, ...more } });
  const inSchool = (grade, one) => {
    const next = grade === 'grade12' && !schools.grade11 && !schools.grade10 ? { grade10: one, grade11: one, grade12: one } : { ...schools, [grade]: one };
    set({ schools: next, ...(grade === 'grade12' && !form.pointOfReceipt ? { departmentCode: one.departmentCode, pointOfReceipt: one.schoolCode } : {}) });
  };
  return html`
    <h3>${t('residence')}</h3>
    <${Choose} pointer="/residence/provinceCode" value=${residence.provinceCode} set=${provinceCode => live({ provinceCode })} faultOf=${faultOf} options=${provincesOf(departments)} />
    <${Text} pointer="/residence/wardCode" value=${residence.wardCode} set=${wardCode => live({ wardCode: wardCode.trim() })} faultOf=${faultOf} inputmode="numeric" maxlength="5" class="short" />
    <${Text} pointer="/residence/address" value=${residence.address} set=${address => live({ address })} faultOf=${faultOf} maxlength="200" />
    <label class="choice"><input type="checkbox" checked=${residence.over18MonthsInArea1 === true} onChange=${event => live({ over18MonthsInArea1: event.target.checked || undefined })} /><span>${t('field-residence-over18MonthsInArea1')}</span></label>
    <h3>${t('schooling')}</h3>
    <${Radios} pointer="/candidateKind" value=${form.candidateKind} set=${candidateKind => set({ candidateKind })} faultOf=${faultOf}
      options=${['pupil', 'free-not-graduated', 'free-graduated'].map(kind => [kind, t(`kind-${kind}`)])} />
    ${form.candidateKind === 'free-graduated' && html`<${Text} pointer="/graduationYear" value=${form.graduationYear} set=${graduationYear => set({ graduationYear })} faultOf=${faultOf} inputmode="numeric" maxlength="4" class="short" />`}
    ${isPupil && GRADES.map(grade => html`<${Find} key=${grade} pointer=${`/schools/${grade}`} shown=${named(schools[grade])} set=${one => inSchool(grade, one)} find=${finding()} faultOf=${faultOf} />`)}
    ${isPupil && html`<${Text} pointer="/className" value=${form.className} set=${className => set({ className })} faultOf=${faultOf} maxlength="10" class="short" />`}
    <h3>${t('handing-in')}</h3>
    <${Choose} pointer="/departmentCode" value=${form.departmentCode} set=${departmentCode => set({ departmentCode, pointOfReceipt: undefined })} faultOf=${faultOf} options=${options} />
    <${Find} pointer="/pointOfReceipt" shown=${named(form.pointOfReceipt && { departmentCode: form.departmentCode, schoolCode: form.pointOfReceipt })}
      set=${one => set({ pointOfReceipt: one.schoolCode, departmentCode: one.departmentCode })} find=${finding(form.departmentCode)} faultOf=${faultOf} />`;
}
