-- A file's million lines fill thousands of ranges of 16 pages, more than wait to be summarized at once: each one too many was
-- refused with a line in the server's log. 256 pages are some 10,000 lines, and less than a hundred ranges a file.
DROP INDEX settlement_line_place, settlement_line_reference;
CREATE INDEX settlement_line_place ON settlement_line USING brin (file, line) WITH (pages_per_range = 256, autosummarize = on);
CREATE INDEX settlement_line_reference ON settlement_line USING brin (reference) WITH (pages_per_range = 256, autosummarize = on);
