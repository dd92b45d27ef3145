package vn.baodanh.payment.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.baodanh.payment.ledger.Vnd;

/** Amounts in figures and words. */
final class DongTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0          | 0 đồng             | Không đồng
          5          | 5 đồng             | Năm đồng
          10         | 10 đồng            | Mười đồng
          15         | 15 đồng            | Mười lăm đồng
          21         | 21 đồng            | Hai mươi mốt đồng
          105        | 105 đồng           | Một trăm linh năm đồng
          1000       | 1.000 đồng         | Một nghìn đồng
          15000      | 15.000 đồng        | Mười lăm nghìn đồng
          45000      | 45.000 đồng        | Bốn mươi lăm nghìn đồng
          225000     | 225.000 đồng       | Hai trăm hai mươi lăm nghìn đồng
          1000005    | 1.000.005 đồng     | Một triệu không trăm linh năm đồng
          1010001    | 1.010.001 đồng     | Một triệu không trăm mười nghìn không trăm linh một đồng
          1234567    | 1.234.567 đồng     | Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng
          9999999999 | 9.999.999.999 đồng | Chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng
          """)
  void anAmountIsWrittenInFiguresAndInWords(long amount, String figures, String words) {
    assertEquals(figures, Dong.text(new Vnd(amount)));
    assertEquals(words, Dong.words(new Vnd(amount)));
  }
}
