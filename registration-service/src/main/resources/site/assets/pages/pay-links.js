// Links by which somebody else pays: each shows amount and reference, and gives no other right.
import { html, useEffect, useRef, useState } from '../lib/preact.js';
import { call, Offline } from '../kit/api.js';
import { moment, t, titleOf } from '../kit/i18n.js';
import { Failed } from '../parts.js';
import { useLoaded } from '../kit/store.js';

export function Links() {
  const links = useLoaded(() => call('GET', '/v1/me/bill/links'));
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const good = (links.value?.links ?? []).filter(link => !link.revokedAt && Date.parse(link.expiresAt) > Date.now());
  const ask = async (method, path, headers) => {
    setBusy(true);
    try {
      const answer = await call(method, path, { headers });
      setTold(answer.status < 300 ? '' : titleOf(answer.body ?? {}) || t('failed-text'));
      links.reload();
    } catch (e) {
      if (!(e instanceof Offline)) throw e;
      setTold(t('failed-offline-text'));
    }
    setBusy(false);
  };
  if (links.status === 404) return null; // this installation has none
  return html`<section class="card"><h2>${t('link-title')}</h2><p>${t('link-text')}</p>
    ${told && html`<p class="fault" role="alert">${told}</p>`}
    ${links.state === 'failed' && links.status !== 401 && html`<${Failed} ...${links} reload=${links.reload} />`}
    ${good.map(link => html`<${Link} key=${link.id} link=${link} revoke=${() => ask('DELETE', `/v1/me/bill/links/${link.id}`)} />`)}
    ${good.length === 0 && html`<button type="button" class="button second" disabled=${busy} onClick=${() => ask('POST', '/v1/me/bill/links', { 'Idempotency-Key': crypto.randomUUID() })}>${t('link-make')}</button>`}</section>`;
}

function Link({ link, revoke }) {
  const address = `${location.origin}/pay/${link.token}`;
  const code = useRef();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    import('../lib/qr.js').then(({ default: qr }) => code.current &&
      qr.render({ text: address, size: 220, ecLevel: 'M', fill: '#14213d', background: '#ffffff', radius: 0 }, code.current), () => {}); // the address is there all the same
  }, [address]);
  const share = async () => {
    if (navigator.share) return navigator.share({ url: address }).catch(() => {});
    await navigator.clipboard?.writeText(address).then(() => setCopied(true), () => {});
  };
  return html`<div class="row pay-link"><canvas ref=${code} width="220" height="220" role="img" aria-label=${t('link-qr')} /><div>
    <p class="field"><label for=${`link-${link.id}`}>${t('link-address')}</label><input id=${`link-${link.id}`} type="text" readonly value=${address} onFocus=${event => event.target.select()} /></p>
    <p class="soft">${t('link-until', { at: moment(link.expiresAt) })}</p>
    <div class="actions"><button type="button" class="button second" onClick=${share}>${t('link-share')}</button>
      <button type="button" class="link-button" onClick=${revoke}>${t('link-revoke')}</button></div>
    <p role="status">${copied ? t('link-copied') : ''}</p></div></div>`;
}
