// The inbox; what is shown is read.
import { html, useEffect } from '../lib/preact.js';
import { call } from '../kit/api.js';
import { language, moment, t, titleOf } from '../kit/i18n.js';
import { Bones, Failed, Title } from '../parts.js';
import { useLoaded } from '../kit/store.js';

const MOST = 500; // a candidate has some tens

async function everything() {
  const messages = [];
  let after;
  for (;;) {
    const page = await call('GET', `/v1/me/messages${after ? `?after=${after}` : ''}`);
    if (page.status !== 200) return page;
    messages.push(...page.body.messages);
    after = page.body.next;
    if (!after || messages.length >= MOST) return { ...page, body: { messages } };
  }
}

export default function Messages() {
  const loaded = useLoaded(everything);
  const newest = loaded.value?.messages[0];
  useEffect(() => {
    if (newest && !newest.read) call('PUT', '/v1/me/messages/read', { body: { through: newest.id } }).catch(() => {});
  }, [newest?.id]);
  return html`<div class="narrow"><${Title}>${t('messages')}<//>
    ${loaded.state === 'loading' && html`<${Bones} lines=${5} />`}
    ${loaded.state === 'failed' && loaded.status !== 401 && html`<${Failed} ...${loaded} reload=${loaded.reload} />`}
    ${loaded.state === 'here' && (loaded.value.messages.length === 0 ? html`<p class="card">${t('no-messages')}</p>`
      : html`<ul class="plain-list">${loaded.value.messages.map(one => html`<li key=${one.id} class="card">
          <h2>${!one.read && html`<strong class="new">${t('new')}</strong> `}${titleOf(one)}</h2>
          <p>${language() === 'en' ? one.textEn : one.text}</p><p class="soft small">${moment(one.at)}</p></li>`)}</ul>`)}</div>`;
}
