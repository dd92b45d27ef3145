package vn.baodanh.payment.receipt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import vn.baodanh.payment.bill.BillLine;
import vn.baodanh.payment.ledger.Vnd;

/** The receipt as a file. */
final class ReceiptPdfTest {
  private static ReceiptText receipt(List<BillLine> lines) {
    return new ReceiptText(
        42,
        "Bộ Giáo dục và Đào tạo",
        UUID.fromString("01981d0e-6f5c-7d3a-9a54-6f0f3c6f4f11"),
        lines,
        Vnd.sum(lines.stream().map(BillLine::amount).toList()),
        "vnpay",
        "01K3ZAHM2QX5T7RN",
        "14422574",
        Instant.parse("2026-07-16T03:15:30Z"),
        URI.create(
            "https://thanhtoan.example/v1/receipts/42?code=9b7c3a52-97a5-4c0e-b1a9-2f6f9d2b8e01"));
  }

  private static List<BillLine> lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new BillLine("TR" + i, new Vnd(15_000)))
        .toList();
  }

  @Test
  void theSameReceiptIsTheSameBytesAndAnotherIsNot() throws IOException {
    byte[] first = ReceiptPdf.of(receipt(lines(2)));
    assertArrayEquals(first, ReceiptPdf.of(receipt(lines(2))));
    assertNotEquals(first.length, ReceiptPdf.of(receipt(lines(3))).length);
    Files.write(Path.of("target", "receipt.pdf"), first);
    Files.write(Path.of("target", "receipt-long.pdf"), ReceiptPdf.of(receipt(lines(300))));
  }

  @Test
  void itSaysInVietnameseWhatWasPaidAndWhereToCheckIt() throws IOException {
    try (PdfReader reader = new PdfReader(ReceiptPdf.of(receipt(lines(2))))) {
      assertEquals(1, reader.getNumberOfPages());
      String text = new PdfTextExtractor(reader).getTextFromPage(1);
      String plain = Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ");
      for (String said :
          List.of(
              "Bộ Giáo dục và Đào tạo",
              "BIÊN LAI THU LỆ PHÍ",
              "Số: 0000042",
              "01K3ZAHM2QX5T7RN",
              "14422574",
              "10:15:30 16/07/2026",
              "15.000 đồng",
              "30.000 đồng",
              "Ba mươi nghìn đồng")) {
        assertTrue(plain.contains(said), said + " in " + plain);
      }
    }
  }

  @Test
  void aBillOfManyLinesTakesMorePages() throws IOException {
    try (PdfReader reader = new PdfReader(ReceiptPdf.of(receipt(lines(300))))) {
      assertTrue(reader.getNumberOfPages() > 5);
    }
  }
}
