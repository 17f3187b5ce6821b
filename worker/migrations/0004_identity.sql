-- Who a visitor is, by the word of the site's own server.

-- Read with the set-up; a change moves `desk.version`. The secret of an HS256 key is not kept: it is derived from the
-- desk's own secret and the key's id. EdDSA's public key is the `x` of its JWK.
CREATE TABLE identity_keys (
  site_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('HS256', 'EdDSA')),
  public_key TEXT CHECK ((public_key IS NOT NULL) = (algorithm = 'EdDSA')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, id)
) STRICT, WITHOUT ROWID;

-- The site's own id of an identified contact. `verified` says that who they are has been proven; that their address is
-- theirs stands in `email_verified` alone.
ALTER TABLE contacts ADD COLUMN subject TEXT;
ALTER TABLE contacts ADD COLUMN email_verified INTEGER NOT NULL DEFAULT 0 CHECK (email_verified IN (0, 1));
ALTER TABLE contacts ADD COLUMN language TEXT;
CREATE UNIQUE INDEX contacts_by_subject ON contacts (site_id, subject) WHERE subject IS NOT NULL;

-- Until when an identified visitor's token holds; null for an anonymous visitor's, which has no end.
ALTER TABLE visitors ADD COLUMN expires_at INTEGER;
CREATE INDEX visitors_by_expiry ON visitors (expires_at) WHERE expires_at IS NOT NULL;
