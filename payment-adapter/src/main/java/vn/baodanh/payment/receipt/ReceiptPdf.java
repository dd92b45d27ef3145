package vn.baodanh.payment.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfEncryption;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;
import vn.baodanh.payment.bill.BillLine;
import vn.baodanh.payment.ledger.Entry;

/**
 * A receipt as a PDF of one page, or of more where the bill has many lines. The same receipt is the
 * same bytes: whatever the library would draw or take from the clock is taken from the receipt.
 */
final class ReceiptPdf {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/uuuu").withZone(Entry.ZONE);
  private static final DateTimeFormatter PDF_TIME =
      DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'+07''00'''").withZone(Entry.ZONE);
  private static final byte[] REGULAR = font("Regular");
  private static final byte[] BOLD = font("Bold");
  private static final float MARGIN = 56;
  private static final float QR_SIDE = 130;
  private static final float SMALL = 9;
  private static final float NORMAL = 11;
  private static final float LARGE = 17;

  private final ReceiptText text;
  private final BaseFont regular = baseFont("LiberationSans-Regular.ttf", REGULAR);
  private final BaseFont bold = baseFont("LiberationSans-Bold.ttf", BOLD);

  private ReceiptPdf(ReceiptText text) {
    this.text = text;
  }

  /** Takes some milliseconds of a processor. */
  static byte[] of(ReceiptText text) {
    return new ReceiptPdf(text).bytes();
  }

  private static byte[] font(String style) {
    try (InputStream file =
        ReceiptPdf.class.getResourceAsStream("/liberation/LiberationSans-" + style + ".ttf")) {
      return Objects.requireNonNull(file, "openpdf-fonts-extra").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Embedded, only the letters that are used; the letters that name the subset are always A. */
  private static BaseFont baseFont(String name, byte[] file) {
    try {
      BaseFont font =
          BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, file, null);
      font.setSecureRandom(new NoRandom());
      return font;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class NoRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public double nextDouble() {
      return 0;
    }
  }

  private byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
    PdfWriter writer = PdfWriter.getInstance(document, out);
    document.addTitle("Biên lai thu lệ phí số " + text.numberText());
    document.open();
    describe(writer);
    head(document);
    document.add(payment());
    document.add(lines());
    document.add(sum());
    document.add(check());
    document.close();
    return out.toByteArray();
  }

  /** In place of what the library takes from the clock, and draws. */
  private void describe(PdfWriter writer) {
    PdfDate paidAt = new PdfDate(PDF_TIME.format(text.paidAt()));
    byte[] id = Arrays.copyOf(text.check().toString().getBytes(UTF_8), 16);
    writer.getInfo().put(PdfName.CREATIONDATE, paidAt);
    writer.getInfo().put(PdfName.MODDATE, paidAt);
    writer.getInfo().put(PdfName.FILEID, PdfEncryption.createInfoId(id, id));
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString("vi"));
  }

  private void head(Document document) {
    document.add(new Paragraph(text.issuer(), new Font(bold, NORMAL)));
    document.add(centred("BIÊN LAI THU LỆ PHÍ", new Font(bold, LARGE), 28));
    document.add(centred("Fee receipt", new Font(regular, NORMAL), 2));
    document.add(centred("Số: " + text.numberText(), new Font(bold, NORMAL), 6));
  }

  private static Paragraph centred(String words, Font font, float before) {
    Paragraph paragraph = new Paragraph(words, font);
    paragraph.setAlignment(Element.ALIGN_CENTER);
    paragraph.setSpacingBefore(before);
    return paragraph;
  }

  private PdfPTable payment() {
    PdfPTable table = table(36, 64);
    table.setSpacingBefore(22);
    row(table, "Nội dung / For", "Lệ phí xét tuyển theo danh sách nguyện vọng");
    row(table, "Mã hoá đơn / Bill", text.billId().toString());
    row(table, "Cổng thanh toán / Platform", text.platform().toUpperCase(Locale.ROOT));
    row(table, "Mã giao dịch / Reference", text.reference());
    row(table, "Số giao dịch của cổng / Transaction", text.transactionNo());
    row(table, "Thời điểm nộp / Paid at", TIME.format(text.paidAt()) + " (UTC+7)");
    return table;
  }

  private void row(PdfPTable table, String name, String value) {
    table.addCell(cell(name, new Font(regular, SMALL), Element.ALIGN_LEFT, PdfPCell.NO_BORDER));
    table.addCell(cell(value, new Font(regular, NORMAL), Element.ALIGN_LEFT, PdfPCell.NO_BORDER));
  }

  private PdfPTable lines() {
    PdfPTable table = table(64, 36);
    table.setSpacingBefore(16);
    table.setHeaderRows(1);
    Font small = new Font(bold, SMALL);
    table.addCell(cell("Cơ sở đào tạo / Institution", small, Element.ALIGN_LEFT, PdfPCell.BOX));
    table.addCell(cell("Số tiền / Amount", small, Element.ALIGN_RIGHT, PdfPCell.BOX));
    Font font = new Font(regular, NORMAL);
    for (BillLine line : text.lines()) {
      table.addCell(cell(line.institution(), font, Element.ALIGN_LEFT, PdfPCell.BOX));
      table.addCell(cell(Dong.text(line.amount()), font, Element.ALIGN_RIGHT, PdfPCell.BOX));
    }
    return table;
  }

  private PdfPTable sum() {
    PdfPTable table = table(36, 64);
    table.setSpacingBefore(10);
    table.addCell(
        cell("Tổng cộng / Total", new Font(bold, NORMAL), Element.ALIGN_LEFT, PdfPCell.NO_BORDER));
    table.addCell(
        cell(
            Dong.text(text.amount()),
            new Font(bold, NORMAL),
            Element.ALIGN_RIGHT,
            PdfPCell.NO_BORDER));
    row(table, "Bằng chữ / In words", Dong.words(text.amount()));
    return table;
  }

  /** Together with its code, on one page. */
  private PdfPTable check() {
    PdfPTable table = table(64, 36);
    table.setSpacingBefore(24);
    table.setKeepTogether(true);
    table.addCell(
        cell(
            "Quét mã để kiểm tra biên lai này, hoặc mở / Scan to check this receipt, or open:\n"
                + text.check(),
            new Font(regular, SMALL),
            Element.ALIGN_LEFT,
            PdfPCell.NO_BORDER));
    PdfPCell code = new PdfPCell();
    code.setBorder(PdfPCell.NO_BORDER);
    code.setFixedHeight(QR_SIDE);
    QrCode qr = new QrCode(text.check().toString());
    code.setCellEvent((cell, place, canvases) ->
        qr.draw(
            canvases[PdfPTable.BASECANVAS],
            place.getRight() - QR_SIDE,
            place.getTop() - QR_SIDE,
            QR_SIDE));
    table.addCell(code);
    return table;
  }

  private static PdfPTable table(float first, float second) {
    PdfPTable table = new PdfPTable(new float[] {first, second});
    table.setWidthPercentage(100);
    return table;
  }

  private static PdfPCell cell(String words, Font font, int alignment, int border) {
    PdfPCell cell = new PdfPCell(new Phrase(words, font));
    cell.setBorder(border);
    cell.setPadding(4);
    cell.setHorizontalAlignment(alignment);
    return cell;
  }
}
