-- On which pages a site's tag was seen. A site has as many rows as its list has entries, and one for what was refused.
CREATE TABLE sightings (
  -- Empty for an origin that no site of the desk allows: such a page is turned away before it may name its site.
  site_id TEXT NOT NULL,
  -- The entry of the site's list that let the page in; empty for a page that was refused.
  entry TEXT NOT NULL,
  origin TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, entry)
) STRICT, WITHOUT ROWID;
