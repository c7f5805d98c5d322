import { randomUUID } from 'node:crypto';
import {
  ConnectorError,
  type Ctx,
  type HttpResponse,
  type Json,
  type XmlElement,
} from '../../src/sdk/index.ts';
import { findFault } from './answer.ts';
import type { FaultRule, Operation, SoapConfig } from './config.ts';
import { toEnvelope } from './envelope.ts';
import { readFault, toFaultError } from './fault.ts';
import { type Credentials, toSecurityHeader } from './ws-security.ts';
import { toXRoadHeaders, type XRoadMessage } from './xroad.ts';

export interface Question {
  operation: Operation;
  /** Without placeholders. */
  parameters: { [name: string]: Json };
  /** Looked at before those of the source. */
  faults?: readonly FaultRule[];
}

/** An answer whose head is there; its body is read by `openAnswer`. */
export interface Asked {
  response: HttpResponse;
  /** Endpoint and operation, for messages; starts with the source. */
  where: string;
  /** What X-Road's header of the answer must say. */
  message?: XRoadMessage;
  toError(fault: XmlElement): ConnectorError;
}

/** Endpoint without its query, which may hold a secret. */
export function addressOf({ endpoint }: SoapConfig): string {
  const url = new URL(endpoint);
  return `${url.origin}${url.pathname}`;
}

function toHttpHeaders({ soapVersion, headers }: SoapConfig, action: string | undefined) {
  const said = action === undefined ? '' : `; action="${action}"`;
  return soapVersion === '1.1'
    ? // SOAP 1.1 §6.1.1: always there, empty when nothing is to be said.
      {
        'content-type': 'text/xml; charset=utf-8',
        soapaction: `"${action ?? ''}"`,
        accept: 'text/xml',
        ...headers,
      }
    : {
        'content-type': `application/soap+xml; charset=utf-8${said}`,
        accept: 'application/soap+xml',
        ...headers,
      };
}

async function credentialsOf({ config, secret }: Ctx<SoapConfig>): Promise<Credentials | undefined> {
  const { wsSecurity } = config;
  return wsSecurity && { ...wsSecurity, password: await secret(wsSecurity.password) };
}

/** Nobody reads this answer: its socket is given back. */
async function leave(response: HttpResponse): Promise<void> {
  for await (const _ of response.chunks()) break;
}

/**
 * Asks one question. Operations only read, so a question may be asked again after a lost answer, each time with a message
 * id and a nonce of its own. A fault that comes with a status of failure is thrown as what it means.
 */
export async function call(ctx: Ctx<SoapConfig>, question: Question): Promise<Asked> {
  const { config } = ctx;
  const { operation, parameters, faults = [] } = question;
  const where = `${ctx.source}: ${addressOf(config)} ${operation.operation}`;
  const credentials = await credentialsOf(ctx);
  const redact = (text: string) => (credentials ? text.replaceAll(credentials.password, '***') : text);
  const toError = (fault: XmlElement, status: number) =>
    toFaultError(readFault(fault, redact), { where, status, rules: [...faults, ...config.faults] });

  let message: XRoadMessage | undefined;
  const makeBody = () => {
    const { xroad } = config;
    const { operation: serviceCode, serviceVersion } = operation;
    message = xroad && {
      id: randomUUID(),
      service: { ...xroad.service, serviceCode, ...(serviceVersion === undefined ? {} : { serviceVersion }) },
    };
    const headers = [
      ...(credentials ? [toSecurityHeader(credentials, ctx.now())] : []),
      ...(xroad && message ? toXRoadHeaders(xroad, message) : []),
    ];
    return toEnvelope(config, { headers, operation: serviceCode, parameters });
  };

  const response = await ctx.http(config.endpoint, {
    method: 'POST',
    headers: toHttpHeaders(config, operation.soapAction),
    makeBody,
    idempotent: true,
    streaming: true,
    maxBytes: config.maxBytes,
    judge: async (refusal) => {
      const fault = await findFault(refusal);
      if (fault) throw toError(fault, refusal.status);
    },
  });
  const { status } = response;
  const type = response.headers['content-type'] ?? '';
  if (status !== 200) {
    await leave(response);
    const kind = status === 401 || status === 403 ? 'auth' : 'config';
    throw new ConnectorError(kind, `${where} answered ${status}`);
  }
  if (/^\s*multipart\//i.test(type)) {
    await leave(response);
    throw new ConnectorError(
      'unsupported',
      `${where} answers in parts (MTOM or attachments): ask its owner for plain XML`,
    );
  }
  return { response, where, toError: (fault) => toError(fault, status), ...(message ? { message } : {}) };
}

/** What goes wrong with an answer, said with the place where it was asked. */
export function placed(error: unknown, where: string, source: string): unknown {
  return error instanceof ConnectorError && !error.message.startsWith(source)
    ? new ConnectorError(error.kind, `${where}: ${error.message}`, { cause: error })
    : error;
}
