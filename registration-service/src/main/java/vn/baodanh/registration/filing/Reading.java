package vn.baodanh.registration.filing;

/** What came of reading a body: the value, or everything that is wrong with it. */
public sealed interface Reading<T> permits Read, Faulty {}
