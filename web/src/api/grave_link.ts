import { api, unwrap } from './client';
import { made_fresh } from './fresh_factor';

/** Follows a link to a file that is handed out only to whoever has shown a factor lately: the browser itself fetches it. */
export async function follow_grave_link(address: string): Promise<void> {
  const { fresh } = await unwrap(api.GET('/me/second-factor'));
  if (await made_fresh(fresh)) window.location.assign(address);
}
