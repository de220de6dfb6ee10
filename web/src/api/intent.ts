/**
 * One wish of the person, with the Idempotency-Key that all attempts at it share. The key is made before the first
 * attempt and lives until the wish is settled or its content changes: a retry after a lost answer tells the truth.
 */
export class Intent {
  private key_ = '';
  private content_: string | undefined;

  constructor(private readonly make: () => string = () => crypto.randomUUID()) {}

  /** The key for an attempt with this content; the same content gives the same key until `settle`. */
  key(content: unknown = null): string {
    const text = JSON.stringify(content) ?? 'null';
    if (this.key_ === '' || text !== this.content_) {
      this.key_ = this.make();
      this.content_ = text;
    }
    return this.key_;
  }

  /** The wish was answered for good: done, or refused. The next attempt is a new wish. */
  settle(): void {
    this.key_ = '';
    this.content_ = undefined;
  }
}
