// What several pages are made of, besides what the house has for all.
import { html, useEffect, useState } from './lib/preact.js';
import { exact, moment, t } from './kit/i18n.js';
import { Tag } from './kit/parts.js';
import { Way } from './kit/place.js';
import { now } from './season.js';

export * from './kit/parts.js';

const SECOND = 1000;

/** How long something is still open, by the server's clock. Said aloud only when it becomes short. */
export function Countdown({ to }) {
  const [at, setAt] = useState(now());
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.floor((Date.parse(to) - at) / SECOND));
  const [days, hours, minutes, seconds] = [Math.floor(left / 86400), Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60, left % 60];
  const shown = days > 0 ? t('left-days', { n: days, hours }) : hours > 0 ? t('left-hours', { hours, minutes }) : t('left-minutes', { minutes, seconds });
  const close = left <= 3600;
  const said = left === 0 ? t('left-none') : left <= 60 ? t('left-said-minute') : left <= 600 ? t('left-said-ten') : close ? t('left-said-hour') : '';
  return html`<span class=${`number ${close ? 'hurry' : ''}`} role="timer">${shown}</span>
    <span class="hidden-text" aria-live="polite">${said}</span>`;
}

/** From sent to paid, as far as it has come. Each step is {name, at, state: 'done' | 'now' | 'open' | 'bad'}. */
export function Steps({ steps }) {
  return html`<ol class="steps">${steps.map(step => html`<li key=${step.name} class=${step.state}>
    <span class="step-sign" aria-hidden="true">${step.state === 'done' ? '✓' : step.state === 'bad' ? '!' : step.state === 'now' ? '…' : ''}</span>
    <span>${step.name}<span class="hidden-text">: ${t(`step-${step.state}`)}</span>
      ${step.at && html`<br /><small class="soft number">${exact(step.at)}</small>`}</span></li>`)}</ol>`;
}

/** When a step of the season opens or closes, in words. */
export function Opening({ standing }) {
  if (standing.state === 'open') {
    return html`<p class="open-line"><${Tag} kind="good">${t('open')}<//> ${t('closes-at', { at: moment(standing.window.closes) })}</p>
      <p class="big"><${Countdown} to=${standing.window.closes} /></p>`;
  }
  if (standing.state === 'later') return html`<p class="open-line"><${Tag} kind="wait">${t('later')}<//> ${t('opens-at', { at: moment(standing.window.opens) })}</p>`;
  if (standing.state === 'over') return html`<p class="open-line"><${Tag} kind="none">${t('over')}<//> ${t('closed-at', { at: moment(standing.window.closes) })}</p>`;
  return html`<p class="soft">${t('no-window')}</p>`;
}

export function BackHome() {
  return html`<p><${Way} to="/">← ${t('back-home')}<//></p>`;
}
