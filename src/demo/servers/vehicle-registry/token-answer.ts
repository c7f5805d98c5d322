import type { Answer } from './answer.ts';
import type { TokenOffice } from './token-office.ts';

/** `POST /oauth2/token`: credentials in the form or by HTTP Basic (RFC 6749 §2.3.1, §4.4). */
export function toTokenAnswer(tokens: TokenOffice, authorization: string | undefined, body: string): Answer {
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'client_credentials')
    return { status: 400, body: { error: 'unsupported_grant_type' } };
  const basic = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
  const [id = '', secret = ''] = basic
    ? Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
    : [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  const grant = tokens.issue(id, secret);
  if (!grant) return { status: 401, body: { error: 'invalid_client' } };
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: { access_token: grant.token, token_type: 'Bearer', expires_in: grant.expiresIn },
  };
}
