package vn.baodanh.registration.message;

/** A message in words: one line, and what it says, in Vietnamese and in English. */
record Notice(String title, String titleEn, String text, String textEn) {}
