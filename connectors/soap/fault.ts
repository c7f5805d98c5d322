import {
  ConnectorError,
  type ConnectorErrorKind,
  childOf,
  textAt,
  type XmlElement,
} from '../../src/sdk/index.ts';
import type { FaultRule } from './config.ts';

export interface Fault {
  /** Local parts: of SOAP 1.1 the one, of SOAP 1.2 the value and its subcodes. */
  codes: string[];
  reason: string;
  /** X-Road: id by which its log knows the fault. */
  detail?: string;
}

const localPart = (qname: string) => qname.replace(/^.*:/, '');
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 200);

/** A Fault of SOAP 1.1 (§4.4) or 1.2 (§5.4). `redact` takes out what must not be said, before anything is cut. */
export function readFault(fault: XmlElement, redact: (text: string) => string): Fault {
  const clean = (text: string) => oneLine(redact(text));
  const detail = textAt(fault, 'detail/faultDetail');
  const plain = textAt(fault, 'faultcode');
  if (plain !== undefined)
    return {
      codes: [clean(localPart(plain))],
      reason: clean(textAt(fault, 'faultstring') ?? ''),
      ...(detail ? { detail: clean(detail) } : {}),
    };
  const codes: string[] = [];
  for (let code = childOf(fault, 'Code'); code; code = childOf(code, 'Subcode'))
    codes.push(clean(localPart(textAt(code, 'Value') ?? '')));
  return { codes, reason: clean(textAt(fault, 'Reason/Text') ?? '') };
}

/**
 * Which code means what; the first that fits. X-Road's codes are those of `xroad-rest`, WS-Security's are of its §12; the
 * classes are those of SOAP.
 */
const RULES: [code: RegExp, kind: ConnectorErrorKind][] = [
  [
    /AccessDenied|AuthenticationFail(ed|ure)|FailedAuthentication|InvalidSecurity(Token)?$|FailedCheck$/,
    'auth',
  ],
  [/SecurityTokenUnavailable$|Authentication$|Authorization$|Unauthori[sz]ed/, 'auth'],
  [/NetworkError|ServiceFailed|ServiceDisabled|OutdatedGlobalConf|Timeout/, 'transient'],
  [/^Server\.(Client|Server)Proxy\.(Unknown|Invalid|Missing|Inconsistent)/, 'config'],
  [/^(Client|Sender)(\.|$)/, 'config'],
  [/^(VersionMismatch|MustUnderstand|DataEncodingUnknown)$/, 'config'],
  [/^(Server|Receiver)(\.|$)/, 'transient'],
];

function kindOf(codes: readonly string[], status: number): ConnectorErrorKind {
  for (const [pattern, kind] of RULES) if (codes.some((code) => pattern.test(code))) return kind;
  // A code of the service's own: SOAP 1.1 puts every fault under 500, so only another status says something.
  return status >= 400 && status < 500 ? 'config' : 'transient';
}

/** The fault as an error: what the service means by it, else what its code means. */
export function toFaultError(
  fault: Fault,
  context: { where: string; status: number; rules: readonly FaultRule[] },
): ConnectorError {
  const { codes, reason, detail } = fault;
  const said = `${codes.join(' / ')}: ${reason}${detail ? ` (${detail})` : ''}`;
  const rule = context.rules.find(({ contains }) => said.includes(contains));
  const kind = rule?.kind ?? kindOf(codes, context.status);
  return new ConnectorError(kind, `${context.where} answered with a fault: ${said}`);
}
