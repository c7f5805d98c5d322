import { createHash, randomBytes } from 'node:crypto';
import type { SoapConfig } from './config.ts';
import { toXmlText } from './xml-text.ts';

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

export interface Credentials {
  username: string;
  password: string;
  passwordType: NonNullable<SoapConfig['wsSecurity']>['passwordType'];
}

/**
 * Header block with a UsernameToken (WS-Security UsernameToken Profile 1.1 §3.1). Digest = Base64(SHA-1(nonce + created +
 * password)); SHA-1 is what the profile says. Each call has a nonce of its own: services refuse one that comes twice.
 */
export function toSecurityHeader({ username, password, passwordType }: Credentials, now: Date): string {
  const nonce = randomBytes(16);
  const created = now.toISOString();
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  const [type, said] = passwordType === 'digest' ? ['PasswordDigest', digest] : ['PasswordText', password];
  return (
    `<wsse:Security soap:mustUnderstand="1" xmlns:wsse="${WSS}-wssecurity-secext-1.0.xsd" xmlns:wsu="${WSS}-wssecurity-utility-1.0.xsd">` +
    `<wsse:UsernameToken><wsse:Username>${toXmlText(username)}</wsse:Username>` +
    `<wsse:Password Type="${WSS}-username-token-profile-1.0#${type}">${toXmlText(said!)}</wsse:Password>` +
    `<wsse:Nonce EncodingType="${WSS}-soap-message-security-1.0#Base64Binary">${nonce.toString('base64')}</wsse:Nonce>` +
    `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`
  );
}
