// The registration for the exam, in five steps; what is typed stays on the device until it is sent.
import { html, useEffect, useState } from '../lib/preact.js';
import { call } from '../kit/api.js';
import { exact, t, titleOf } from '../kit/i18n.js';
import { draft, dropDraft, keepDraft } from '../device.js';
import { isUnsent, itemOf, send, sending, settle } from '../filing/sending.js';
import { fill, PARTS, partOf, tidy, whatIsMissing } from '../filing/form.js';
import { Bones, Dialog, Failed, FaultSummary, Note, Opening, Title } from '../parts.js';
import { season, standing } from '../season.js';
import { session } from '../kit/session.js';
import { useLoaded, useStore } from '../kit/store.js';
import { Exam } from './registration-exam.js';
import { Person } from './registration-person.js';
import { Priority } from './registration-priority.js';
import { Schooling } from './registration-school.js';
import { Summary } from './registration-summary.js';

const KIND = 'exam-registration';
const SHOWN = { person: Person, school: Schooling, exam: Exam, priority: Priority };

export default function Registration({ person }) {
  const calendar = useStore(season);
  const items = useStore(sending);
  const item = itemOf(items, KIND);
  const onFile = useLoaded(() => call('GET', '/v1/me/exam-registration'), [item?.key, item?.state]);
  const department = onFile.value?.registration?.departmentCode;
  const step = calendar.season ? standing(calendar.season, KIND, department) : null;
  return html`<div class="narrow"><${Title}>${t('registration')}<//>
    ${calendar.state === 'failed' && html`<${Failed} status=${503} />`}
    ${step && html`<section class="card"><${Opening} standing=${step} /></section>`}
    ${onFile.state === 'loading' && html`<${Bones} lines=${5} />`}
    ${onFile.state === 'failed' && onFile.status !== 401 && html`<${Failed} ...${onFile} reload=${onFile.reload} />`}
    ${onFile.state === 'here' && calendar.rules && (step?.state === 'open'
      ? html`<${Form} key=${onFile.value.version} person=${person} onFile=${onFile.value} rules=${calendar.rules} item=${item} />`
      : html`<${Closed} onFile=${onFile.value} />`)}</div>`;
}

function Closed({ onFile }) {
  if (onFile.status === 'none') return html`<p>${t('none-exam-registration')}</p>`;
  if (onFile.withdrawn) return html`<p>${t('withdrawn')}</p>`;
  return html`<section class="card"><h2>${t('as-recorded-title')}</h2><${Summary} form=${onFile.registration ?? {}} /></section>`;
}

function Form({ person, onFile, rules, item }) {
  const who = useStore(session);
  const [form, setForm] = useState(null);
  const [part, setPart] = useState(0);
  const [faults, setFaults] = useState([]);
  const [round, setRound] = useState(0);
  const [withdrawing, setWithdrawing] = useState(false);

  useEffect(() => {
    (async () => {
      const mine = item && (isUnsent(item) || ['stale', 'refused'].includes(item.state)) ? item.body : undefined;
      const kept = await draft(person, KIND);
      setForm(mine ?? kept?.form ?? onFile.registration ?? await fill(who));
      setPart(mine ? 0 : kept?.part ?? 0);
      if (item?.state === 'refused' && item.problem.faults) fromService(item.problem.faults);
    })();
  }, []);

  function fromService(found) {
    const told = found.map(fault => ({ pointer: fault.pointer, text: titleOf(fault) }));
    setFaults(told);
    setPart(Math.max(0, Math.min(...told.map(fault => partOf(fault.pointer)))));
    setRound(n => n + 1);
  }

  if (form === null) return html`<${Bones} lines=${6} />`;
  const set = more => {
    const next = tidy({ ...form, ...more });
    setForm(next);
    keepDraft(person, KIND, { form: next, part });
  };
  const name = PARTS[part];
  const Shown = SHOWN[name];
  const here = faults.filter(fault => partOf(fault.pointer) === part || name === 'check');
  const faultOf = pointer => here.find(fault => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))?.text;
  const to = next => {
    const missing = next > part ? whatIsMissing(form, name) : [];
    setFaults([...faults.filter(fault => partOf(fault.pointer) !== part), ...missing]);
    setRound(round + 1);
    if (missing.length) return;
    setPart(next);
    keepDraft(person, KIND, { form, part: next });
    scrollTo(0, 0);
    setTimeout(() => document.getElementById('part')?.focus());
  };
  const file = async () => {
    const missing = PARTS.flatMap(one => whatIsMissing(form, one));
    if (missing.length) {
      setFaults(missing);
      setPart(partOf(missing[0].pointer));
      return setRound(round + 1);
    }
    await send(KIND, form, onFile.version);
    await dropDraft(person, KIND);
  };
  const isBusy = item !== undefined && isUnsent(item) && item.state === 'waiting';
  return html`
    ${item?.state === 'stale' && html`<${Note} kind="wait" title=${t('elsewhere')} id="elsewhere">
      <p>${t('elsewhere-at', { at: exact(onFile.pending?.receivedAt ?? onFile.receivedAt) })} ${t('elsewhere-form')}</p>
      <${Summary} form=${onFile.registration ?? {}} than=${form} />
      <div class="actions"><button type="button" class="button second" onClick=${() => { setForm(onFile.registration ?? form); dropDraft(person, KIND); settle(item.key); }}>${t('elsewhere-take')}</button></div><//>`}
    <p class="soft">${t('part-of', { n: part + 1, of: PARTS.length })}</p>
    <progress max=${PARTS.length} value=${part + 1} aria-label=${t('part-of', { n: part + 1, of: PARTS.length })} />
    <form noValidate onSubmit=${event => { event.preventDefault(); name === 'check' ? file() : to(part + 1); }}>
      <h2 id="part" tabindex="-1">${t(`part-${name}`)}</h2>
      <${FaultSummary} faults=${here.map(fault => ({ field: fieldOf(fault.pointer), text: fault.text }))} round=${round} />
      ${Shown ? html`<${Shown} form=${form} set=${set} faultOf=${faultOf} rules=${rules} />`
        : html`<p>${t('check-text')}</p><${Summary} form=${form} mend=${i => to(i)} />`}
      <div class="actions">
        <button class="button" disabled=${name === 'check' && isBusy}>${t(name !== 'check' ? 'next-part' : isBusy ? 'sending' : 'send-registration')}</button>
        ${part > 0 && html`<button type="button" class="button second" onClick=${() => to(part - 1)}>${t('part-before')}</button>`}
      </div>
      <p class="soft small kept">${t('draft-kept')}</p>
    </form>
    ${onFile.status !== 'none' && !onFile.withdrawn && html`<hr /><button type="button" class="link-button" onClick=${() => setWithdrawing(true)}>${t('withdraw')}</button>`}
    ${withdrawing && html`<${Dialog} title=${t('withdraw-title')} onClose=${() => setWithdrawing(false)}>
      <p>${t('withdraw-text')}</p>
      <div class="actions"><button type="button" class="button danger" onClick=${() => { setWithdrawing(false); send(KIND, null, onFile.version); }}>${t('withdraw-now')}</button>
        <button type="button" class="button second" onClick=${() => setWithdrawing(false)}>${t('stay')}</button></div><//>`}`;
}

/** The id of the control that a pointer means: what stands in lists has one control. */
const fieldOf = pointer => pointer.slice(1).replaceAll('/', '-').replace(/^subjects-\d+$/, 'subjects').replace(/^preservedScores.*/, 'preservedScores');
