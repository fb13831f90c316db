-- A database of version 1 with something in it; tests/desk/data/test_versions.c opens it.
PRAGMA application_id = 0x4b44534b;
PRAGMA user_version = 1;
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE audit (n INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (1, 1795942800000, 'console', 'group add', 'Hall', '', x'0ad8d89aed36ff9297d56f1ee073cd54391f5be521ed5ad4c6d67b93b6b47857');
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (2, 1795942800000, 'console', 'user add', 'mette', 'Mette Hansen', x'0a7fd575832433a0bcdb5c9ecf9bcf683b2cc22279d2c73874723ecab6550d28');
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (3, 1795942800000, 'console', 'user role', 'mette', 'editor, group 1', x'f349eab7c49313417234c098cf7b9486e41b4184ea6377fcca99a60fe487ab0a');
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (4, 1795942800000, 'console', 'user role', 'mette', 'viewer, group 0', x'906e82057630eeaca63266da40fa5402eead30145e4ee6aeeaba0ae089210230');
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (5, 1795942800000, 'mette', 'edit', '#1', '', x'50eb9f65d5d0c7b7ca46ed14ac68f612193394ed54233a63f7436c4c2f3ce049');
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (6, 1795942800001, 'mette', 'edit', '#2', '', x'a62994c2f1e757ed18fc3db023af84754587ac570964c3e95a73fb16295f95eb');
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (7, 1795942800000, 'console', 'publish', '1.1', 'revision #1', x'8e80e76a4ec6d6f77706e86e74b6f0802ebf2a27515e7bca5413246e99e1a56e');
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (8, 1795942800000, 'console', 'screen enrol', '#1', 'raadhus', x'22cc82a4e666b99cc98807f1f37d85f838966ef55d0a7bc84e8e696241549e0d');
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (9, 1795942800000, 'console', 'screen replace', '#1', '', x'0d598882de3be451f64a28579b4fe2083227a77a2706bb5127c90232c711af97');
INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (10, 1795942800000, 'console', 'screen command', '#1', 'identify', x'ffd0ecbe233e9665737bbef22a0f29d7980d97fb6eb3d6a8e0908f3eb0fd6942');
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'rows of the log are kept'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'rows of the log stay as they are'); END;
COMMIT;
