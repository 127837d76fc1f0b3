package io.jenkins.plugins.artifactscopes.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class PrintableTest {
    @Test
    public void shouldLeaveWhatCanBeSeen() {
        for (String name : new String[] {"", "a b#?%\\'\"<>", "\u00e9\u65e5\ud83d\ude80"}) {
            assertThat(Printable.of(name)).isSameAs(name);
        }
    }

    @Test
    public void shouldSpellOutWhatBeginsALineOrCommandsATerminal() {
        assertThat(Printable.of("a\nFinished: SUCCESS\r"))
                .isEqualTo("a\u2039U+000A\u203aFinished: SUCCESS\u2039U+000D\u203a");
        assertThat(Printable.of("\u001b[2J\u009b1m")).isEqualTo("\u2039U+001B\u203a[2J\u2039U+009B\u203a1m");
        assertThat(Printable.of("x\u202egpj.exe\u2028\u200b\ud800"))
                .isEqualTo("x\u2039U+202E\u203agpj.exe\u2039U+2028\u203a\u2039U+200B\u203a\u2039U+D800\u203a");
    }
}
