import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';

/** Statuses that an operation may answer without declaring them: faults of the request's way, not of its meaning. */
const UNDECLARED = [405, 408, 414, 431, 507];

interface Media {
  schema?: unknown;
}
interface Response {
  headers?: Record<string, unknown>;
  content?: Record<string, Media>;
}
interface Operation {
  operationId: string;
  'x-kaoji-act': string;
  security?: unknown[];
  parameters?: ({ $ref?: string } & Partial<Parameter>)[];
  responses: Record<string, Response & { $ref?: string }>;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}
interface Contract {
  paths: Record<string, Record<string, unknown>>;
  components: { responses: Record<string, Response>; parameters: Record<string, Parameter> };
}

const METHODS = ['get', 'put', 'post', 'delete'];

const text = readFileSync(join(import.meta.dirname, '../../../api/openapi.yaml'), 'utf8');
const contract = parse(text) as Contract;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ ...contract, $id: 'contract' });

/** An operation of api/openapi.yaml with its place. */
export interface Place {
  id: string;
  method: string;
  path: string;
  act: string;
  open: boolean; // needs no session
  takesKey: boolean;
  takesCsrf: boolean;
  pathParameters: string[];
}

function parameterOf(parameter: { $ref?: string } & Partial<Parameter>): Parameter {
  const name = parameter.$ref?.split('/').at(-1);
  return name ? (contract.components.parameters[name] as Parameter) : (parameter as Parameter);
}

function operationAt(path: string, method: string): Operation {
  return contract.paths[path]?.[method] as Operation;
}

/** Every operation of the contract. */
export const operations: Place[] = Object.entries(contract.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => method in item).map((method) => {
    const operation = operationAt(path, method);
    const names = (operation.parameters ?? []).map(parameterOf);
    return {
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      act: operation['x-kaoji-act'],
      open: operation.security?.length === 0,
      takesKey: names.some((parameter) => parameter.name === 'Idempotency-Key'),
      takesCsrf: names.some((parameter) => parameter.name === 'X-Kaoji-CSRF'),
      pathParameters: names.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name),
    };
  }),
);

const matchers = operations.map((place) => ({
  place,
  pattern: new RegExp(`^${place.path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
}));

/** The operation that a request asks for; null for an address or method that the contract does not name. */
export function placeOf(method: string, path: string): Place | null {
  const fits = matchers.filter(({ place, pattern }) => place.method === method && pattern.test(path));
  // `/applications/check` is also an `/applications/{id}`: the literal one counts.
  fits.sort((a, b) => a.place.pathParameters.length - b.place.pathParameters.length);
  return fits[0]?.place ?? null;
}

const validators = new Map<string, ValidateFunction>();

function pointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function validatorOf(reference: string): ValidateFunction {
  let validator = validators.get(reference);
  if (!validator) {
    validator = ajv.compile({ $ref: `contract#${reference}` });
    validators.set(reference, validator);
  }
  return validator;
}

export interface Received {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  raw: Buffer;
}

/** What is wrong with an answer by the contract; empty when nothing is. */
export function faultsOf(place: Place, answer: Received): string[] {
  const responses = operationAt(place.path, place.method.toLowerCase()).responses;
  const key = String(answer.status);
  if (!(key in responses) && !UNDECLARED.includes(answer.status)) {
    return [`${place.id} does not declare status ${answer.status}`];
  }
  const name = key in responses ? key : 'default';
  const reference = responses[name]?.$ref;
  const base = reference
    ? reference.slice(1)
    : `/paths/${pointer(place.path)}/${place.method.toLowerCase()}/responses/${name}`;
  const response = reference
    ? (contract.components.responses[reference.split('/').at(-1) ?? ''] as Response)
    : (responses[name] as Response);
  return [...headerFaults(response, answer), ...bodyFaults(base, response, answer)].map((fault) => `${place.id}: ${fault}`);
}

function headerFaults(response: Response, answer: Received): string[] {
  const optional = ['Idempotency-Replayed', 'Retry-After'];
  return Object.keys(response.headers ?? {})
    .filter((header) => !optional.includes(header) && answer.headers[header.toLowerCase()] === undefined)
    .map((header) => `${answer.status} lacks the header ${header}`);
}

function bodyFaults(base: string, response: Response, answer: Received): string[] {
  const types = Object.keys(response.content ?? {});
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (types.length === 0) return answer.raw.length > 0 ? [`${answer.status} has a body`] : [];
  if (!types.includes(type)) return [`${answer.status} answers ${type || 'no content type'}, not ${types.join(', ')}`];
  if (!type.endsWith('json')) return answer.raw.length > 0 ? [] : [`${answer.status} has no body`];
  let body: unknown;
  try {
    body = JSON.parse(answer.raw.toString('utf8'));
  } catch (error) {
    return [`${answer.status} is not JSON: ${String(error)}`];
  }
  const validator = validatorOf(`${base}/content/${pointer(type)}/schema`);
  if (validator(body)) return [];
  return (validator.errors ?? []).map(
    (fault) => `${answer.status} ${fault.instancePath || '(root)'} ${fault.message} ${JSON.stringify(fault.params)}`,
  );
}
