// What is only on this device, and what became of what was sent: on every page, above everything else.
import { html, useEffect, useRef, useState } from './lib/preact.js';
import { call } from './kit/api.js';
import { exact, t, titleOf } from './kit/i18n.js';
import { goOn, isUnsent, settle, takeBack } from './filing/sending.js';
import { Note } from './parts.js';
import { go, place, Way } from './kit/place.js';
import { signInAddress } from './kit/session.js';
import { useStore } from './kit/store.js';

const PAGE = { preferences: '/preferences', 'exam-registration': '/registration' };
const name = item => t(item.body === null ? 'what-withdrawal' : `what-${item.kind}`);

/** Where one sees and hears what becomes of what was just sent. */
export function showOutcome() {
  scrollTo(0, 0);
  document.getElementById('outcome')?.focus({ preventScroll: true });
}

export function Unsent({ items }) {
  return html`<div id="outcome" tabindex="-1" aria-live="assertive">${items.filter(isUnsent).map(item => html`<${NotSent} key=${item.key} item=${item} />`)}
    ${items.filter(item => item.state === 'refused' || item.state === 'stale').map(item => html`<${NotTaken} key=${item.key} item=${item} />`)}</div>
    <div aria-live="polite">${items.filter(item => item.state === 'received' || item.state === 'done')
      .map(item => html`<${Taken} key=${item.key} item=${item} />`)}</div>`;
}

function NotSent({ item }) {
  const words = useRef();
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const eye = new IntersectionObserver(seen => setAway(!seen.at(-1).isIntersecting));
    eye.observe(words.current);
    return () => eye.disconnect();
  }, []);
  return html`${isAway && html`<p class="strip"><button type="button" onClick=${showOutcome}>${t('not-sent')}: ${name(item)} <span>${t('not-sent-look')}</span></button></p>`}
  <section class="note shout" data-state=${item.state} ref=${words}>
    <h2>${t('not-sent')}: ${name(item)}</h2>
    ${item.state === 'waiting' && html`<p>${item.tries > 1 && item.problem ? titleOf(item.problem) : t(item.tries > 1 ? 'not-sent-again' : 'not-sent-now')}</p>
      <p>${t('not-sent-keep')}</p>`}
    ${item.state === 'sign-in' && html`<p>${t('not-sent-sign-in')}</p>
      <p><a class="button second" href=${signInAddress(PAGE[item.kind])}>${t('sign-in-again')}</a></p>`}
    ${item.state === 'step-up' && html`<${StepUp} item=${item} /><${GiveUp} item=${item} />`}
  </section>`;
}

/** Once more who it is, by the portal or by a code, as the season says. */
function StepUp({ item }) {
  if (item.problem.acrValues !== undefined) {
    return html`<p>${t('step-up-portal')}</p>
      <div class="actions"><a class="button second" href=${signInAddress(PAGE[item.kind], true)}>${t('step-up-portal-go')}</a></div>`;
  }
  return html`<${Code} item=${item} />`;
}

/** Nobody is held up by a code that does not come: what was to be sent is a draft again. */
function GiveUp({ item }) {
  const giveUp = async () => {
    await takeBack(item.key);
    go(PAGE[item.kind]);
  };
  const what = item.body === null ? 'withdrawal' : 'filing';
  return html`<p class="give-up">${t(`give-up-${what}-text`)} <button type="button" class="link-button" onClick=${giveUp}>${t(`give-up-${what}`)}</button></p>`;
}

function Code({ item }) {
  const [sent, setSent] = useState(null);
  const [fault, setFault] = useState('');
  const ask = async () => {
    const answer = await call('POST', '/v1/me/step-up/codes').catch(() => null);
    setFault(answer?.status === 202 ? '' : answer?.body ? titleOf(answer.body) : t('failed-offline-text'));
    if (answer?.status === 202) setSent(answer.body);
  };
  const prove = async event => {
    event.preventDefault();
    const code = new FormData(event.target).get('code');
    const answer = await call('POST', '/v1/me/step-up', { body: { code } }).catch(() => null);
    if (answer?.status === 200) goOn(item.key, answer.body.proof);
    else setFault(answer?.body?.title ? titleOf(answer.body) : t('failed-offline-text'));
  };
  return html`<p>${t('step-up-code')}</p>
    <div class="card">
      ${fault && html`<p class="fault" role="alert">${fault}</p>`}
      ${sent ? html`<form onSubmit=${prove}>
          <p>${t('step-up-code-sent', { to: sent.to })}</p>
          <div class="field"><label for="step-up-code">${t('step-up-code-label')}</label>
            <input id="step-up-code" class="short" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" required /></div>
          <div class="actions"><button class="button">${t('step-up-send')}</button>
            <button type="button" class="button second" onClick=${ask}>${t('step-up-code-again')}</button></div></form>`
        : html`<button type="button" class="button" onClick=${ask}>${t('step-up-code-ask')}</button>`}
    </div>`;
}

/** Leads to the page where it can be mended; on that page, to what is to be mended. */
function Mend({ item }) {
  const words = t(item.state === 'stale' ? 'stale-compare' : 'refused-mend');
  if (useStore(place).path !== PAGE[item.kind]) return html`<${Way} to=${PAGE[item.kind]} class="button second">${words}<//>`;
  const show = () => {
    const target = document.getElementById(item.state === 'stale' ? 'elsewhere' : 'faults');
    target?.scrollIntoView({ block: 'start' });
    target?.focus();
  };
  return html`<button type="button" class="button second" onClick=${show}>${words}</button>`;
}

function NotTaken({ item }) {
  const canBeMended = item.body !== null && (item.state === 'stale' || item.problem.faults?.length > 0);
  return html`<${Note} kind="bad" title=${`${t(item.state === 'stale' ? 'stale' : 'refused')}: ${name(item)}`} data-state=${item.state}>
    <p>${item.state === 'stale' ? t('stale-text') : titleOf(item.problem)}</p>
    ${item.problem.closedAt && html`<p>${t('refused-closed', { at: exact(item.problem.closedAt) })}</p>`}
    <p>${t('refused-nothing')}</p>
    <div class="actions">${canBeMended && html`<${Mend} item=${item} />`}
      <button type="button" class="link-button" onClick=${() => settle(item.key)}>${t('refused-drop')}</button></div><//>`;
}

function Taken({ item }) {
  const isDone = item.state === 'done';
  const outcome = item.filing?.status;
  const kind = !isDone ? 'wait' : outcome === 'applied' ? 'good' : 'bad';
  return html`<${Note} kind=${kind} title=${`${t(isDone ? `outcome-${outcome}` : 'received')}: ${name(item)}`} data-state=${item.state}>
    <p>${t('received-at', { at: exact(item.answer.receivedAt) })} ${t(isDone ? `outcome-${outcome}-text` : 'received-text')}</p>
    ${isDone && html`<p data-receipt=${item.receipt ? String(item.receipt.ok) : 'unknown'}>
      ${t(item.receipt ? item.receipt.ok ? 'receipt-good' : 'receipt-bad' : 'receipt-checking')}</p>`}
    ${item.answer.warnings?.length > 0 && html`<p><strong>${t('warnings')}</strong></p><ul>${item.answer.warnings.map(w => html`<li key=${w.pointer + w.code}>${titleOf(w)}</li>`)}</ul>`}
    <details><summary>${t('receipt-number')}</summary><p class="code">${item.answer.id}</p>
      <p>${t('receipt-mac')} <span class="code">${item.answer.mac}</span></p></details>
    ${isDone && html`<div class="actions"><${Way} to="/" class="button second">${t('back-home')}<//>
      <button type="button" class="link-button" onClick=${() => settle(item.key)}>${t('close')}</button></div>`}
  <//>`;
}
