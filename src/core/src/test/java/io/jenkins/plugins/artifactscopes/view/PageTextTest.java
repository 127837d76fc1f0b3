package io.jenkins.plugins.artifactscopes.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.Test;

/** What pages say, and how they understand what they are asked. */
public class PageTextTest {
    private static final Texts ENGLISH = Texts.of(Locale.ENGLISH);
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05.678Z");

    @Test
    public void shouldSpellOutWhatWouldBeUnseenInAName() {
        assertThat(ShownName.of("dist")).isEqualTo("dist");
        assertThat(ShownName.of("Grüße 世界 \uD83D\uDE00 <b>")).isEqualTo("Grüße 世界 \uD83D\uDE00 <b>");
        assertThat(ShownName.of("a\u202Efdp.exe")).isEqualTo("a‹U+202E›fdp.exe");
        assertThat(ShownName.of("a\u200Bb\u2066c\u200Fd\u0007e\nf\u2028g\uD800"))
                .isEqualTo("a‹U+200B›b‹U+2066›c‹U+200F›d‹U+0007›e‹U+000A›f‹U+2028›g‹U+D800›");
    }

    @Test
    public void shouldTellTimesInWordsAndToTheSecond() {
        assertThat(times(Duration.ofSeconds(3))).isEqualTo("just now");
        assertThat(times(Duration.ofSeconds(-70))).isEqualTo("70 seconds ago");
        assertThat(times(Duration.ofMinutes(-2))).isEqualTo("2 minutes ago");
        assertThat(times(Duration.ofMinutes(91))).isEqualTo("in 2 hours");
        assertThat(times(Duration.ofDays(14))).isEqualTo("in 14 days");
        assertThat(times(Duration.ofDays(-90))).isEqualTo("3 months ago");
        assertThat(times(Duration.ofDays(730))).isEqualTo("in 2 years");
        assertThat(new Times(NOW, ENGLISH).of(NOW))
                .isEqualTo(new TimeText("just now", "2026-11-21 03:04:05 UTC", "2026-11-21T03:04:05Z"));
    }

    private static String times(Duration away) {
        return new Times(NOW, ENGLISH).of(NOW.plus(away)).words();
    }

    @Test
    public void shouldShowTextAndNothingElseAsText() {
        assertThat(Preview.ofText(utf8("a<b>\u001b[1mc"), 9, ENGLISH).text()).isEqualTo("a<b>\u001b[1mc");
        byte[] cut = Arrays.copyOf(utf8("Grüße"), 3);
        assertThat(Preview.ofText(cut, 7, ENGLISH))
                .isEqualTo(new Preview("Gr", "", "This is the beginning. Download the file for all of it."));
        assertThat(Preview.ofText(new byte[] {'a', 0, 'b'}, 3, ENGLISH).textual())
                .isFalse();
        assertThat(Preview.ofText(new byte[] {(byte) 0xff, 'b', 'c'}, 3, ENGLISH)
                        .note())
                .startsWith("This is no text");
        assertThat(Preview.ofText(new byte[0], 0, ENGLISH).note()).isEqualTo("The file is empty.");
        assertThat(Preview.isImage("a.PNG")).isTrue();
        assertThat(Preview.isImage("a.svg")).isFalse();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    public void shouldAskForSomethingWhateverAQuerySays() {
        assertThat(request(Map.of())).isEqualTo(ListRequest.ALL);
        assertThat(request(Map.of("sort", "x", "order", "y", "page", "z"))).isEqualTo(ListRequest.ALL);
        assertThat(request(Map.of("page", "-7"))).isEqualTo(ListRequest.ALL);
        assertThat(request(Map.of("page", "999999999999")).offset()).isPositive();
        assertThat(request(Map.of("sort", "bytes"))).isEqualTo(new ListRequest("", Column.BYTES, true, 1));
        assertThat(request(Map.of("sort", "name", "order", "descending", "search", " a ", "page", "3")))
                .isEqualTo(new ListRequest("a", Column.NAME, true, 3));
        assertThat(request(Map.of("search", "s".repeat(5000))).search()).hasSize(1000);
    }

    private static ListRequest request(Map<String, String> query) {
        return ListRequest.of(query::get);
    }

    @Test
    public void shouldKeepWhatWasAskedForOnTheWayToOtherPages() {
        ListRequest request = new ListRequest("a&b", Column.NAME, false, 3);
        Pager pager = Pager.of(request, 100, 1050, "artifact", "/p", ENGLISH);
        assertThat(pager.words()).isEqualTo("201 to 300 of 1,050 artifacts");
        assertThat(pager.next()).isEqualTo("/p?search=a%26b&sort=name&order=ascending&page=4");
        assertThat(pager.first()).isEqualTo("/p?search=a%26b&sort=name&order=ascending");
        assertThat(pager.last()).endsWith("&page=11");
        assertThat(Pager.of(request.page(11), 50, 1050, "artifact", "/p", ENGLISH)
                        .ended())
                .isTrue();
        assertThat(Pager.of(request.page(99), 0, 1050, "artifact", "/p", ENGLISH)
                        .previous())
                .endsWith("&page=11");
        assertThat(Pager.of(ListRequest.ALL, 1, 1, "artifact", "/p", ENGLISH))
                .isEqualTo(new Pager("1 artifact", "", "", "", ""));
        ColumnHead head = ColumnHead.of(Column.NAME, request, "/p", ENGLISH);
        assertThat(head.address()).isEqualTo("/p?search=a%26b&sort=name&order=descending");
        assertThat(head.order()).isEqualTo("ascending");
    }
}
