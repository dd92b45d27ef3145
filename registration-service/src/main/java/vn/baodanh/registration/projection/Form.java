package vn.baodanh.registration.projection;

/**
 * Where an exam registration stands in the journal, also a withdrawn one.
 *
 * @param partition not always that of the list: of somebody who was found to be two candidates,
 *     each may have filed one
 * @param seq its place there; 0 for none
 * @param orderUs of several the later one counts
 */
record Form(int partition, long seq, long orderUs) {
  static final Form NONE = new Form(0, 0, 0);

  Form orLater(Form other) {
    return other.orderUs > orderUs ? other : this;
  }
}
