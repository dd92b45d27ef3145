package vn.baodanh.registration.filing;

/**
 * What a season shows to the institutions that candidates choose.
 *
 * @param readBeforeClose whether they read while lists may still change; else only once all lists
 *     are closed and recorded
 * @param seePlaces whether they see at which place of the whole list each of their programmes
 *     stands, which tells about the other preferences
 */
public record InstitutionRules(boolean readBeforeClose, boolean seePlaces) {}
