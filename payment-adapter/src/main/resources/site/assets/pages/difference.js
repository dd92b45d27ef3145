// One difference with all that there is of it; one person says how to settle it, another decides.
import { html, useState } from '../lib/preact.js';
import { exact, money, plainDay, t } from '../kit/i18n.js';
import { FaultSummary, Field, Note, Title } from '../kit/parts.js';
import { Way } from '../kit/place.js';
import { session } from '../kit/session.js';
import { may } from '../adapter.js';
import { Act, attempt, dong, Entries, Facts, Loaded, Person, refusal, say, State, useAnswer, word } from '../parts.js';

export default function Difference({ name }) {
  const answer = useAnswer(`/v1/differences/${name}`);
  return html`<p><${Way} to="/finance/differences?state=open">← ${t('back-to-differences')}<//></p><${Title}>${t('difference-title', { n: name })}<//>
    <${Loaded} from=${answer} lines=${6}>${one => html`<${Shown} one=${one} path=${`/v1/differences/${name}`} reload=${answer.reload} />`}<//>`;
}

function Shown({ one, path, reload }) {
  return html`<div class="sides"><div>
      <section class="card"><div class="row-apart"><h2>${word('kind', one.kind)}</h2><${State} of="difference" state=${one.state} /></div>
        <p>${t(`kind-text-${one.kind}`)}</p>
        <${Facts} rows=${[[t('class'), word('class', one.class)], [t('source'), word('platform', one.platform)], [t('reference'), html`<span class="code">${one.reference}</span>`],
          [t('transaction'), one.transactionNo && html`<span class="code">${one.transactionNo}</span>`], [t('amount'), money(one.amount)], [t('expected'), one.expected !== undefined && money(one.expected)],
          [t('ledger-day'), one.ledgerDay && html`<${Way} to=${`/finance/days/${one.ledgerDay}`}>${plainDay(one.ledgerDay)}<//> · ${dong(one.ledgerAmount)}`],
          [t('file-day'), one.fileDay && html`<${Way} to=${`/finance/days/${one.fileDay}`}>${plainDay(one.fileDay)}<//> · ${dong(one.fileAmount)}`], [t('found-at'), exact(one.at)]]} /></section>
      ${one.lineText && html`<section class="card"><h2>${t('line-of-file', { n: one.line })}</h2><pre>${one.lineText}</pre></section>`}
      ${one.attempt && html`<section class="card"><h2>${t('attempt')}</h2><${Facts} rows=${[[t('reference'), html`<span class="code">${one.attempt.reference}</span>`], [t('bill'), html`<span class="code">${one.attempt.billId}</span>`],
        [t('state'), word('attempt-state', one.attempt.state)], [t('amount'), money(one.attempt.amount)], [t('paid-at'), one.attempt.paidAt && exact(one.attempt.paidAt)]]} /></section>`}
      <section class="card"><h2>${t('entries')}</h2>${one.entries.length ? html`<${Entries} entries=${one.entries} label=${t('entries')} isOne />` : html`<p class="soft">${t('no-entries')}</p>`}</section>
      <section class="card"><h2>${t('messages')}</h2>${one.messages.length === 0 ? html`<p class="soft">${t('no-messages')}</p>` : one.messages.map((message, i) => html`<details key=${i}>
        <summary>${word('platform', message.platform)} · ${exact(message.receivedAt)}</summary><pre>${readable(message.message)}</pre></details>`)}</section>
    </div><div>
      <${Resolution} one=${one} path=${path} reload=${reload} />
      <${Assignment} one=${one} path=${path} reload=${reload} />
      <${Notes} notes=${one.notes} path=${path} reload=${reload} />
    </div></div>`;
}

/** A message as it came; only its fields are put one under another. */
function readable(message) {
  try {
    return JSON.stringify(JSON.parse(message), null, 2);
  } catch {
    return String(message).replaceAll('&', '\n&');
  }
}

function Resolution({ one, path, reload }) {
  if (one.state === 'waiting') return html`<section class="card"><h2>${t('resolution')}</h2><p>${t('waiting-text')}</p></section>`;
  if (one.state === 'open') {
    return html`<section class="card"><h2>${t('resolution')}</h2>${may('finance') ? html`<${Propose} one=${one} path=${path} reload=${reload} />` : html`<p class="soft">${t('only-maker')}</p>`}</section>`;
  }
  return html`<section class="card"><h2>${t('resolution')}</h2>
    <${Facts} rows=${[[t('how'), word('resolution', one.resolution ?? 'none')], [t('institution'), one.institution], [t('payout-number'), one.payout], [t('reason'), one.reason],
      [t('proposed-by'), one.proposedBy && html`<${Person} id=${one.proposedBy} />`], [t('proposed-at'), one.proposedAt && exact(one.proposedAt)],
      [t('decided-by'), one.decidedBy && html`<${Person} id=${one.decidedBy} />`], [t('decided-at'), one.decidedAt && exact(one.decidedAt)]]} />
    ${one.state === 'proposed' && html`<${Decide} one=${one} path=${path} reload=${reload} />`}</section>`;
}

function Decide({ one, path, reload }) {
  if (!may('finance-approver')) return html`<p class="soft">${t('waits-for-approver')}</p>`;
  if (one.proposedBy === session.get().person) return html`<p class="soft">${t('another-decides')}</p>`;
  const decide = approved => () => attempt('POST', `${path}/decision`, { body: { approved } });
  return html`<div class="actions">
    <${Act} label=${t('approve')} kind="" title=${t('approve-sure')} send=${decide(true)} done=${() => { reload(); say(t('approved')); }}><p>${t(`resolution-text-${one.resolution}`)}</p><//>
    <${Act} label=${t('reject')} title=${t('reject-sure')} isDanger send=${decide(false)} done=${() => { reload(); say(t('rejected')); }}><p>${t('reject-text')}</p><//></div>`;
}

function Propose({ one, path, reload }) {
  const [how, setHow] = useState('');
  const [institution, setInstitution] = useState('');
  const [payout, setPayout] = useState('');
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState([]);
  const [round, setRound] = useState(0);
  const [told, setTold] = useState('');
  const [isBusy, setBusy] = useState(false);
  const faultOf = field => faults.find(fault => fault.field === field)?.text;
  const send = async event => {
    event.preventDefault();
    const found = [!how && { field: `how-${one.resolutions[0]}`, text: t('choose-how') },
      how === 'credited' && !/^[A-Z0-9]{2,10}$/.test(institution) && { field: 'institution', text: t('institution-wrong') },
      how === 'paid-out' && !/^[1-9][0-9]{0,14}$/.test(payout.trim()) && { field: 'payout', text: t('payout-wrong') },
      !reason.trim() && { field: 'why', text: t('reason-missing') }].filter(Boolean);
    setFaults(found);
    setRound(round + 1);
    if (found.length) return;
    setBusy(true);
    const answer = await attempt('POST', `${path}/resolution`, { body: { resolution: how, reason: reason.trim(), ...(how === 'credited' ? { institutionCode: institution } : {}), ...(how === 'paid-out' ? { payoutNumber: Number(payout) } : {}) } });
    setBusy(false);
    if (answer.status !== 200) return setTold(refusal(answer));
    reload();
    say(t('proposed'));
  };
  return html`<form onSubmit=${send} novalidate><p class="soft">${t('propose-text')}</p><${FaultSummary} faults=${faults} round=${round} />
    <fieldset class=${faultOf(`how-${one.resolutions[0]}`) ? 'wrong' : ''}><legend>${t('how')}</legend>${one.resolutions.map(value => html`<label class="choice tall" key=${value}><input type="radio" name="how" id=${`how-${value}`} value=${value}
      checked=${how === value} onChange=${() => setHow(value)} /><span>${t(`resolution-${value}`)}<br /><small class="soft">${t(`resolution-text-${value}`)}</small></span></label>`)}</fieldset>
    ${how === 'credited' && html`<${Field} id="institution" label=${t('institution')} hint=${t('institution-hint')} fault=${faultOf('institution')}>${common => html`<input type="text" class="short" autocomplete="off" maxlength="10" value=${institution}
      onInput=${event => setInstitution(event.target.value.toUpperCase())} ...${common} />`}<//>`}
    ${how === 'paid-out' && html`<${Field} id="payout" label=${t('payout-number')} hint=${t('payout-number-hint')} fault=${faultOf('payout')}>${common => html`<input type="text" class="short" inputmode="numeric" autocomplete="off" maxlength="15" value=${payout}
      onInput=${event => setPayout(event.target.value)} ...${common} />`}<//>`}
    <${Field} id="why" label=${t('reason')} fault=${faultOf('why')}>${common => html`<textarea rows="3" maxlength="500" value=${reason} onInput=${event => setReason(event.target.value)} ...${common}></textarea>`}<//>
    ${told && html`<${Note} kind="bad" role="alert"><p>${told}</p><//>`}
    <button type="submit" class="button" disabled=${isBusy}>${t(isBusy ? 'working' : 'propose')}</button></form>`;
}

function Assignment({ one, path, reload }) {
  const me = session.get().person;
  const mayAct = (may('finance') || may('finance-approver')) && one.state !== 'resolved';
  const assign = to => async () => {
    const answer = await attempt('POST', `${path}/assignment`, { body: to ? { to } : {} });
    if (answer.status !== 200) return say(refusal(answer), 'bad');
    reload();
  };
  return html`<section class="card"><h2>${t('assigned-to')}</h2><p>${one.assignedTo ? html`<${Person} id=${one.assignedTo} />` : t('nobody')}</p>
    ${mayAct && html`<div class="actions">${one.assignedTo !== me && html`<button type="button" class="button second" onClick=${assign(me)}>${t('take')}</button>`}
      ${one.assignedTo && html`<button type="button" class="button second" onClick=${assign()}>${t('give-back')}</button>`}</div>`}</section>`;
}

function Notes({ notes, path, reload }) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');
  const add = async event => {
    event.preventDefault();
    if (!text.trim()) return setFault(t('note-missing'));
    const answer = await attempt('POST', `${path}/notes`, { body: { text: text.trim() } });
    if (answer.status !== 200) return setFault(refusal(answer));
    setText('');
    setFault('');
    reload();
  };
  return html`<section class="card"><h2>${t('notes')}</h2>
    ${notes.length === 0 ? html`<p class="soft">${t('no-notes')}</p>` : html`<ul class="plain-list lines">${notes.map((note, i) => html`<li key=${i}><p>${note.text}</p><p class="soft small"><${Person} id=${note.by} /> · ${exact(note.at)}</p></li>`)}</ul>`}
    ${(may('finance') || may('finance-approver')) && html`<form onSubmit=${add} novalidate><${Field} id="note" label=${t('new-note')} fault=${fault}>${common => html`<textarea rows="2" maxlength="500" value=${text}
      onInput=${event => setText(event.target.value)} ...${common}></textarea>`}<//><button type="submit" class="button second">${t('add-note')}</button></form>`}</section>`;
}
