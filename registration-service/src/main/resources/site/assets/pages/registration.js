// The registration for the exam, in five steps; what is typed stays on the device until it is sent.
import { html, useEffect, useState } from '../lib/preact.js';
import { call } from '../kit/api.js';
import { exact, t, titleOf } from '../kit/i18n.js';
import { draft, dropDraft, isShared, keepDraft } from '../device.js';
import { draftVersion, filedBy, isUnseen, isUnsent, itemOf, seeOnFile, send, sending, settle } from '../filing/sending.js';
import { showOutcome } from '../unsent.js';
import { fill, PARTS, partOf, tidy, whatIsMissing } from '../filing/form.js';
import { Bones, Dialog, Failed, FaultSummary, Note, Opening, Title } from '../parts.js';
import { season, standing } from '../season.js';
import { session } from '../kit/session.js';
import { useAwaited, useLoaded, useStore } from '../kit/store.js';
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
  useAwaited(onFile.value?.status === 'received' && item?.state !== 'received', onFile.reload);
  useEffect(() => { if (onFile.value) seeOnFile(KIND, onFile.value.version); }, [onFile.value?.version, item?.state]);
  const version = onFile.value && `${onFile.value.version} ${onFile.value.status}`;
  return html`<div class="narrow"><${Title}>${t('registration')}<//>
    ${calendar.state === 'failed' && html`<${Failed} status=${503} />`}
    ${step && html`<section class="card"><${Opening} standing=${step} /></section>`}
    ${onFile.state === 'loading' && html`<${Bones} lines=${5} />`}
    ${onFile.state === 'failed' && onFile.status !== 401 && html`<${Failed} ...${onFile} reload=${onFile.reload} />`}
    ${onFile.state === 'here' && calendar.rules && (step?.state === 'open'
      ? html`<${Form} key=${version} person=${person} onFile=${onFile.value} rules=${calendar.rules} item=${item} />`
      : html`<${Closed} key=${version} person=${person} onFile=${onFile.value} item=${item} />`)}</div>`;
}

/** The form that was filed last, as far as it is known here. */
const filedForm = (onFile, item) => filedBy(item, onFile.version) ?? onFile.registration;

function Closed({ person, onFile, item }) {
  const [left, setLeft] = useState(null);
  const form = filedForm(onFile, item);
  useEffect(() => { draft(person, KIND).then(kept => setLeft(kept?.form ?? null)); }, []);
  const drop = () => { dropDraft(person, KIND); setLeft(null); };
  return html`
    ${left && !(item && isUnsent(item)) && html`<${Note} kind="bad" title=${t('draft-closed')} id="draft-closed"><p>${t('draft-closed-form')}</p>
      <p><button type="button" class="link-button" onClick=${drop}>${t('draft-drop')}</button></p><//>`}
    ${form ? html`<section class="card"><h2>${t('as-recorded-title')}</h2><${Summary} form=${form} /></section>`
      : html`<p class="card">${t(onFile.withdrawn ? 'withdrawn' : 'none-exam-registration')}</p>`}`;
}

function Form({ person, onFile, rules, item }) {
  const who = useStore(session);
  const [form, setForm] = useState(null);
  const [part, setPart] = useState(0);
  const [faults, setFaults] = useState([]);
  const [round, setRound] = useState(0);
  const [withdrawing, setWithdrawing] = useState(false);
  const [isOlder, setOlder] = useState(false); // the draft was made before what is on file now

  useEffect(() => {
    (async () => {
      const kept = await draft(person, KIND);
      const last = itemOf(sending.get(), KIND);
      const mine = last && (isUnsent(last) || ['stale', 'refused'].includes(last.state)) ? last.body : undefined;
      const isOwn = last?.answer?.version === onFile.version;
      if (kept && isOwn) await keepDraft(person, KIND, { ...kept, version: onFile.version });
      setOlder(kept !== undefined && kept.version !== onFile.version && !isOwn);
      setForm(kept?.form ?? mine ?? filedForm(onFile, last) ?? await fill(who));
      setPart(kept?.part ?? 0);
    })();
  }, []);
  const isHere = form !== null;
  useEffect(() => {
    if (isHere && item?.state === 'refused' && item.problem.faults) fromService(item.problem.faults);
  }, [isHere, item?.key, item?.state]);

  function fromService(found) {
    const told = found.map(fault => ({ pointer: fault.pointer, text: titleOf(fault), isNameless: true }));
    setFaults(told);
    setPart(Math.max(0, Math.min(...told.map(fault => partOf(fault.pointer)))));
    setRound(n => n + 1);
  }

  if (form === null) return html`<${Bones} lines=${6} />`;
  const set = more => {
    const next = tidy({ ...form, ...more });
    setForm(next);
    keepDraft(person, KIND, { form: next, part, version: draftVersion(onFile, item) });
  };
  const name = PARTS[part];
  const Shown = SHOWN[name];
  const here = faults.filter(fault => partOf(fault.pointer) === part || name === 'check');
  const faultOf = pointer => here.find(fault => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))?.text;
  const to = next => {
    const missing = next > part ? whatIsMissing(form, name, rules) : [];
    setFaults([...faults.filter(fault => partOf(fault.pointer) !== part), ...missing]);
    setRound(round + 1);
    if (missing.length) return;
    setPart(next);
    keepDraft(person, KIND, { form, part: next, version: draftVersion(onFile, item) });
    scrollTo(0, 0);
    setTimeout(() => document.getElementById('part')?.focus());
  };
  const file = async () => {
    const missing = PARTS.flatMap(one => whatIsMissing(form, one, rules));
    if (missing.length) {
      setFaults(missing);
      setPart(partOf(missing[0].pointer));
      return setRound(round + 1);
    }
    if (!await send(KIND, form, onFile.version)) return;
    await dropDraft(person, KIND);
    setOlder(false);
    showOutcome();
  };
  const withdraw = async () => {
    if (await send(KIND, null, onFile.version)) setWithdrawing(false);
  };
  const when = onFile.pending?.receivedAt ?? onFile.receivedAt;
  const isBusy = item !== undefined && isUnsent(item); // also while it waits for the person: what is changed meanwhile stays a draft
  const isUnknown = isUnseen(onFile, item);
  const isOther = isBusy && JSON.stringify(item.body) !== JSON.stringify(form);
  return html`
    ${!isUnknown && (item?.state === 'stale' || isOlder) && html`<${Note} kind="wait" title=${t('elsewhere')} id="elsewhere" tabindex="-1">
      <p>${when && t('elsewhere-at', { at: exact(when) })} ${t('elsewhere-form')}</p>
      <${Summary} form=${onFile.registration ?? {}} than=${form} />
      <div class="actions"><button type="button" class="button second" onClick=${() => { setForm(onFile.registration ?? form); dropDraft(person, KIND); setOlder(false); if (item?.state === 'stale') settle(item.key); }}>${t('elsewhere-take')}</button></div><//>`}
    <p class="soft">${t('part-of', { n: part + 1, of: PARTS.length })}</p>
    <progress max=${PARTS.length} value=${part + 1} aria-label=${t('part-of', { n: part + 1, of: PARTS.length })} />
    <form noValidate onSubmit=${event => { event.preventDefault(); name === 'check' ? file() : to(part + 1); }}>
      <h2 id="part" tabindex="-1">${t(`part-${name}`)}</h2>
      <${FaultSummary} faults=${here.map(fault => ({ field: fieldOf(fault.pointer), text: named(fault) }))} round=${round} />
      ${Shown ? html`<${Shown} form=${form} set=${set} faultOf=${faultOf} rules=${rules} />`
        : html`<p>${t('check-text')}</p><${Summary} form=${form} mend=${i => to(i)} />`}
      <div class="actions">
        <button class="button" disabled=${name === 'check' && (isBusy || isUnknown)}>${t(name !== 'check' ? 'next-part' : item?.state === 'waiting' ? 'sending' : 'send-registration')}</button>
        ${part > 0 && html`<button type="button" class="button second" onClick=${() => to(part - 1)}>${t('part-before')}</button>`}
      </div>
      ${name === 'check' && isUnknown && html`<p class="unsaved">${t('being-recorded')}</p>`}
      ${name === 'check' && isOther && html`<p class="unsaved">${t('draft-after-unsent')}</p>`}
      <p class="soft small kept">${t(isShared() ? 'draft-kept-shared' : 'draft-kept')}</p>
    </form>
    ${onFile.status !== 'none' && !onFile.withdrawn && html`<hr /><button type="button" class="link-button" onClick=${() => setWithdrawing(true)}>${t('withdraw')}</button>`}
    ${withdrawing && html`<${Dialog} title=${t('withdraw-title')} onClose=${() => setWithdrawing(false)}>
      <p>${t('withdraw-text')}</p>
      ${isBusy && html`<p class="unsaved">${t('withdraw-after-unsent')}</p>`}
      <div class="actions"><button type="button" class="button danger" disabled=${isBusy || isUnknown} onClick=${withdraw}>${t('withdraw-now')}</button>
        <button type="button" class="button second" onClick=${() => setWithdrawing(false)}>${t('stay')}</button></div><//>`}`;
}

/** The id of the control that a pointer means: what stands in lists has one control. */
const fieldOf = pointer => pointer.slice(1).replaceAll('/', '-').replace(/^(subjects|preservedScores|schools-grade\d+|languageExemption$).*/, '$1');

/** Beside others a fault says which field it means; what the service says of one does not. */
function named(fault) {
  const key = `field-${fieldOf(fault.pointer)}`;
  return fault.isNameless && t(key) !== key ? `${t(key)}: ${fault.text}` : fault.text;
}
