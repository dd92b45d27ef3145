// What somebody sees who was given a payment link: reference and amount, a way to pay, nothing of the candidate.
import { html, useState } from '../lib/preact.js';
import { call } from '../kit/api.js';
import { money, moment, t } from '../kit/i18n.js';
import { Bones, Failed, Note, Title } from '../parts.js';
import { useLoaded } from '../kit/store.js';
import { Platforms } from './fee.js';

export default function Pay() {
  const token = location.pathname.split('/')[2];
  const link = useLoaded(() => call('GET', `/v1/payment-links/${encodeURIComponent(token)}`));
  const [told, setTold] = useState('');
  const bill = link.value;
  return html`<div class="narrow"><${Title}>${t('pay-for-title')}<//>
    ${link.state === 'loading' && html`<${Bones} />`}
    ${link.state === 'failed' && html`<${Failed} ...${link} reload=${link.reload} />`}
    ${bill && html`<section class="card"><dl class="lines"><div><dt>${t('bill-reference')}</dt><dd class="code">${bill.reference}</dd></div>
        <div class="total"><dt>${t('bill-amount')}</dt><dd class="big number">${money(bill.amount)}</dd></div></dl>
      <p class="soft">${t('pay-for-text')}</p>
      ${bill.payableUntil && bill.status === 'to-pay' && html`<p>${t('pay-until', { at: moment(bill.payableUntil) })}</p>`}
      ${told && html`<${Note} kind="bad" role="alert"><p>${told}</p><//>`}
      ${bill.status === 'to-pay' ? html`<${Platforms} platforms=${bill.platforms} path=${`/v1/payment-links/${token}/payments`} tell=${setTold} reload=${link.reload} />`
        : html`<${Note} kind=${bill.status === 'paid' ? 'good' : 'wait'} title=${t(`pay-for-${bill.status}`)} />`}</section>`}</div>`;
}
