-- A change of the country's window is not for a department that has one of its own instead.
ALTER TABLE announcement ADD except_departments text[] NOT NULL DEFAULT '{}';
