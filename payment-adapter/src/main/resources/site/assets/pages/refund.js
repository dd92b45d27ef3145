// One refund: what it is of, who let it go, what the platform said.
import { html, useState } from '../lib/preact.js';
import { exact, money, t } from '../kit/i18n.js';
import { Field, Note, Title } from '../kit/parts.js';
import { Way } from '../kit/place.js';
import { session } from '../kit/session.js';
import { may } from '../adapter.js';
import { Act, attempt, Facts, Loaded, Person, refusal, say, State, useAnswer, word } from '../parts.js';
import { OpenAgain } from './refund-open.js';

export default function Refund({ name }) {
  const answer = useAnswer(`/v1/refunds/${name}`);
  return html`<p><${Way} to="/finance/refunds">← ${t('back-to-refunds')}<//></p>
    <${Title}>${t('refund-title')}<//>
    <${Loaded} from=${answer}>${one => html`<${Shown} one=${one} reload=${answer.reload} />`}<//>`;
}

function Shown({ one, reload }) {
  return html`<div class="sides"><section class="card"><div class="row-apart"><h2>${t('refund-number', { n: one.number })}</h2><${State} of="refund" state=${one.state} /></div>
      <p>${t(`refund-text-${one.state}`)}</p>
      <${Facts} rows=${[[t('amount'), money(one.amount)], [t('reference'), html`<span class="code">${one.reference}</span>`], [t('reason'), word('refund-reason', one.reason)],
        ...(one.lines ?? []).map(line => [t('taken-from', { code: line.institutionCode }), money(line.amount)]), [t('reason-text'), one.note],
        [t('opened-by'), html`<${Person} id=${one.openedBy} />, ${exact(one.openedAt)}`], [t('prepared-by'), one.preparedBy && html`<${Person} id=${one.preparedBy} />`], [t('released-by'), one.releasedBy && html`<${Person} id=${one.releasedBy} />`],
        [t('request'), one.requestId && html`<span class="code">${one.requestId}</span>`], [t('requested-at'), one.requestedAt && exact(one.requestedAt)], [t('result-code'), one.resultCode && html`<span class="code">${one.resultCode}</span>`],
        [t('settled-by'), one.decidedBy && html`<${Person} id=${one.decidedBy} />`], [t('settled-at'), one.decidedAt && exact(one.decidedAt)]]} /></section>
    <section class="card"><h2>${t('what-next')}</h2><${Next} one=${one} reload=${reload} /></section></div>`;
}

function Next({ one, reload }) {
  const me = session.get().person;
  const path = `/v1/refunds/${one.id}`;
  const done = key => () => {
    reload();
    say(t(key));
  };
  const withNote = (what, more = {}) => note => attempt('POST', `${path}/${what}`, { body: { ...more, note } });
  const dismiss = may('finance-approver') && html`<${Act} label=${t('dismiss')} title=${t('dismiss-sure')} note="needed" isDanger send=${withNote('dismissal')} done=${done('dismissed')}><p>${t('dismiss-text')}</p><//>`;
  switch (one.state) {
    case 'open':
      return html`${may('finance') ? html`<${Prepare} one=${one} path=${path} done=${done('prepared')} />` : html`<p class="soft">${t('only-maker')}</p>`}<div class="actions">${dismiss}</div>`;
    case 'prepared':
      return html`${!may('finance-approver') ? html`<p class="soft">${t('waits-for-approver')}</p>` : one.preparedBy === me && html`<p class="soft">${t('another-decides')}</p>`}
        <div class="actions">${may('finance-approver') && one.preparedBy !== me && html`<${Act} label=${t('release')} kind="" title=${t('release-sure', { amount: money(one.amount) })} send=${() => attempt('POST', `${path}/release`, { body: {} })} done=${done('released')}><p>${t('release-text')}</p><//>`}${dismiss}</div>`;
    case 'unknown':
      return html`<p>${t('unknown-text')}</p>${!may('finance-approver') ? html`<p class="soft">${t('only-approver')}</p>` : one.releasedBy === me ? html`<p class="soft">${t('not-who-released')}</p>`
        : html`<div class="actions"><${Act} label=${t('was-refunded')} kind="" note="needed" title=${t('was-refunded-sure')} send=${withNote('outcome', { refunded: true })} done=${done('recorded')} />
          <${Act} label=${t('was-not-refunded')} note="needed" title=${t('was-not-refunded-sure')} send=${withNote('outcome', { refunded: false })} done=${done('recorded')} /></div>`}`;
    case 'refunded':
      return html`<p>${t('refunded-text')}</p>${may('finance-approver') && (one.releasedBy === me ? html`<p class="soft">${t('not-who-released')}</p>`
        : html`<div class="actions"><${Act} label=${t('came-back')} note="needed" title=${t('came-back-sure')} isDanger send=${withNote('return')} done=${done('recorded')}><p>${t('came-back-text')}</p><//></div>`)}`;
    case 'refused':
    case 'returned':
      return html`<p>${t(`${one.state}-next`)}</p>${may('finance') ? html`<div class="actions"><${OpenAgain} key=${one.id} one=${one} /></div>` : html`<p class="soft">${t('only-maker')}</p>`}`;
    default:
      return html`<p class="soft">${t(one.state === 'dismissed' ? 'dismissed-next' : 'with-platform')}</p>`;
  }
}

function Prepare({ one, path, done }) {
  const [amount, setAmount] = useState(String(one.amount));
  const [note, setNote] = useState('');
  const [fault, setFault] = useState('');
  const [told, setTold] = useState('');
  const send = async event => {
    event.preventDefault();
    const whole = Number(amount.replace(/[.,\s]/g, ''));
    if (!Number.isSafeInteger(whole) || whole < 1 || whole > one.amount) {
      setFault(t('amount-wrong', { most: money(one.amount) }));
      return document.getElementById('amount').focus();
    }
    setFault('');
    const answer = await attempt('POST', `${path}/preparation`, { body: { amount: whole, ...(note.trim() ? { note: note.trim() } : {}) } });
    if (answer.status !== 200) return setTold(refusal(answer));
    done();
  };
  return html`<form onSubmit=${send} novalidate><p>${t('prepare-text')}</p>
    <${Field} id="amount" label=${t('amount-back')} hint=${t('amount-hint', { most: money(one.amount) })} fault=${fault}>${common => html`<input type="text" class="short" inputmode="numeric" value=${amount} onInput=${event => setAmount(event.target.value)} ...${common} />`}<//>
    <${Field} id="prepare-note" label=${t('reason-text')} optional>${common => html`<textarea rows="2" maxlength="500" value=${note} onInput=${event => setNote(event.target.value)} ...${common}></textarea>`}<//>
    ${told && html`<${Note} kind="bad" role="alert"><p>${told}</p><//>`}
    <button type="submit" class="button">${t('prepare')}</button></form>`;
}
