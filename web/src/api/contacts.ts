import { api, csrf_header, unwrap } from './client';

// Contacts come masked; each of these looks is written into the audit trail.

export const shown_contact = (id: number) =>
  unwrap(api.POST('/applications/{id}/contact/reveal', { params: { path: { id }, header: csrf_header() } }));

export const shown_schedule_contact = (id: number) =>
  unwrap(api.POST('/assessment-schedules/{id}/contact/reveal', { params: { path: { id }, header: csrf_header() } }));
