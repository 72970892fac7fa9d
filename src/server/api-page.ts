import type { FastifyInstance } from 'fastify';
import { FOR_A_WHILE, operationsOf, type Feature } from '#kernel/http.ts';
import { openApi } from '#kernel/openapi.ts';

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<
    string,
    { readonly description: string; readonly content: Record<string, { readonly schema: object }> }
  >;
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const json = (schema: object): string => `<pre tabindex="0">${escape(JSON.stringify(schema, null, 2))}</pre>`;

function operationHtml(method: string, path: string, one: Described): string {
  const parameters = one.parameters.map(
    (p) => `<li><code>${escape(p.name)}</code> in ${p.in}${p.required ? ', required' : ''} ${json(p.schema)}</li>`,
  );
  const body = one.requestBody ? `<h4>Body</h4>${json(Object.values(one.requestBody.content)[0]?.schema ?? {})}` : '';
  const answer = Object.values(one.responses['200']?.content ?? {})[0]?.schema ?? {};
  const refusals = Object.entries(one.responses)
    .filter(([status]) => status !== '200' && status !== 'default')
    .map(([status, { description }]) => `<li>${status}: ${escape(description)}</li>`);
  return `<details id="${escape(one.operationId)}"><summary><code><b>${method.toUpperCase()}</b> /api${escape(path)}</code> ${escape(one.summary)}</summary>
    <p>Operation and permission <code>${escape(one.operationId)}</code></p>
    ${parameters.length > 0 ? `<h4>Parameters</h4><ul>${parameters.join('')}</ul>` : ''}${body}
    <h4>Answer</h4>${json(answer)}<h4>Refusals</h4><ul>${refusals.join('')}</ul></details>`;
}

/** The OpenAPI document, to be read by people: one page, no script. */
export function serveApiPage(app: FastifyInstance, features: readonly Feature[]): void {
  const document = openApi(operationsOf(features));
  const groups = Map.groupBy(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({ path, method, one: one as Described })),
    ),
    ({ one }) => one.operationId.split('.')[0] ?? '',
  );
  const sections = [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(
      ([name, all]) =>
        `<section><h2>${name}</h2>${all.map(({ method, path, one }) => operationHtml(method, path, one)).join('')}</section>`,
    );
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Custodian: the interface</title><style>
    body{font:15px/1.5 system-ui,sans-serif;color:#1d2b30;background:#f5f4f1;margin:0 auto;padding:24px 16px 64px;max-width:960px}
    summary{cursor:pointer;padding:8px 0}details{background:#fff;border:1px solid #e3e0da;border-radius:6px;padding:0 14px;margin:6px 0}
    pre{background:#faf9f7;padding:10px;overflow:auto;max-height:320px;font-size:12px}a{color:#15566b}h4{margin:12px 0 4px}</style></head>
    <body><main><h1>Custodian: the interface</h1><p>JSON under <code>/api</code>, refusals as problem documents (RFC 9457).
    The same as data: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>${sections.join('')}</main></body></html>`;
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', FOR_A_WHILE).send(page),
  );
}
