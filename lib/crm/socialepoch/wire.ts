/** SocialEpoch's HTTP as documented in its developers' guide ("开发指南"), and nothing more. */
import type * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { SocialEpochConnection } from '../../settings/schema.ts';
import { errorOf, type Operation } from './codes.ts';
import { envelopeSchema, type WrittenField } from './schema.ts';
import { bodyToken, formatStamp, headerToken } from './signature.ts';

/** One customer of an import. `welcome` and `languageTag` have no place here, on purpose. */
export type ImportRow = { whatsApp: string } & Partial<Record<WrittenField, string>>;

export interface SocialEpochWireOptions {
  http: HttpClient;
  connection: Pick<SocialEpochConnection, 'baseUrl' | 'credentials'>;
}

/** Both functions throw AppError, or the signal's reason. */
export function createSocialEpochWire({ http, connection }: SocialEpochWireOptions) {
  const base = `${connection.baseUrl.replace(/\/+$/, '')}/wscrm-bus-api`;

  function credentials() {
    if (!connection.credentials) throw new AppError('NOT_CONFIGURED', { detail: 'no credentials' });
    return connection.credentials;
  }

  /** "请求头公共参数" and "token 生成规则". */
  function headers(now: number): Record<string, string> {
    const { tenantId, apiKey } = credentials();
    const timestamp = String(Math.round(now));
    return { tenant_id: tenantId, timestamp, token: headerToken(tenantId, timestamp, apiKey) };
  }

  function dataOf(operation: Operation, reply: v.InferOutput<typeof envelopeSchema>): unknown {
    const error = errorOf(operation, reply.code, reply.message);
    if (error) throw error;
    return reply.data;
  }

  return {
    /**
     * POST `customer/query` (the sample under "token 生成规则"): a read, whatever its method. `numbers` are digits with
     * the country code. Resolves with the envelope's `data`.
     */
    async query(numbers: string[], signal: AbortSignal): Promise<unknown> {
      credentials();
      const operation = 'customer/query';
      const reply = await http.send(
        {
          name: operation,
          method: 'POST',
          url: `${base}/${operation}`,
          safe: true,
          sign: (now) => ({ headers: headers(now), json: numbers.map((whatsApp) => ({ whatsApp })) }),
          schema: envelopeSchema,
        },
        signal,
      );
      return dataOf(operation, reply);
    },

    /**
     * PUT `customer/api/import` (the sample under "旧的 token 生成规则"), signed in the body with a stamp as clocks in
     * `timeZone` show it. The header signature goes along, since the guide calls it common to all requests.
     */
    async importRows(rows: ImportRow[], timeZone: string, signal: AbortSignal): Promise<void> {
      const { tenantId, userName, apiKey } = credentials();
      const operation = 'customer/api/import';
      const reply = await http.send(
        {
          name: operation,
          method: 'PUT',
          url: `${base}/${operation}`,
          safe: false,
          sign: (now) => {
            const createTime = formatStamp(now, timeZone);
            const token = bodyToken(tenantId, userName, createTime, apiKey);
            return { headers: headers(now), json: { tenantId, userName, data: rows, token, createTime } };
          },
          schema: envelopeSchema,
        },
        signal,
      );
      dataOf(operation, reply);
    },
  };
}

export type SocialEpochWire = ReturnType<typeof createSocialEpochWire>;
