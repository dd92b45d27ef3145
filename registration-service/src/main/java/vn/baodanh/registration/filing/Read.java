package vn.baodanh.registration.filing;

/** The body was as the contract asks. */
public record Read<T>(T value) implements Reading<T> {}
