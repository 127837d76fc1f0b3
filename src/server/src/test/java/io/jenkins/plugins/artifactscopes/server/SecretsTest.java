package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.http.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SecretsTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Home home = new Home(Path.of(""));

    @Before
    public void setUp() {
        home = new Home(temporary.getRoot().toPath().resolve("deep/home"));
    }

    @Test
    public void shouldMakeThemForTheOwnerOnlyAndKeepThem() throws IOException {
        Secrets made = Secrets.readOrMake(home, new SecureRandom());

        assertThat(made.adminToken()).hasSize(43);
        assertThat(made.signingKey()).hasSize(32);
        assertThat(mode(home.secrets())).isEqualTo("rwx------");
        assertThat(mode(home.adminToken())).isEqualTo("rw-------");
        assertThat(mode(home.signingKey())).isEqualTo("rw-------");
        Secrets again = Secrets.readOrMake(home, new SecureRandom());
        assertThat(again.adminToken()).isEqualTo(made.adminToken());
        assertThat(again.signingKey()).isEqualTo(made.signingKey());
    }

    @Test
    public void shouldMakeThemAfterACrashHalfWay() throws IOException {
        Files.createDirectories(home.secrets());
        Files.writeString(home.secrets().resolve("admin-token.new"), "torn");

        assertThat(Secrets.readOrMake(home, new SecureRandom()).adminToken()).hasSize(43);
        try (var files = Files.list(home.secrets())) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    public void shouldKeepLiveLinksGoodWhenTheKeyIsRotated() throws IOException {
        byte[] first = Secrets.readOrMake(home, new SecureRandom()).linkKeys().get(0);
        Secrets.rotateLinkKey(home, new SecureRandom());
        List<byte[]> keys = Secrets.read(home).linkKeys();
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).isNotEqualTo(first);
        assertThat(keys.get(1)).isEqualTo(first);
        String live = new Signer(first).sign(List.of("a", "b"));
        assertThat(new Signer(keys).isSigned(live, List.of("a", "b"))).isTrue();
        assertThat(new Signer(keys).isSigned(live, List.of("a", "c"))).isFalse();
        assertThat(new Signer(keys).sign(List.of("a", "b"))).isNotEqualTo(live);
        Secrets.rotateLinkKey(home, new SecureRandom());
        assertThat(Secrets.read(home).linkKeys()).hasSize(2).noneMatch(key -> Arrays.equals(key, first));
        assertThat(mode(home.linkKey())).isEqualTo("rw-------");
    }

    @Test
    public void shouldSayThatTheServerWasNeverStarted() {
        assertThatThrownBy(() -> Secrets.read(home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Start the server once with --home " + home.directory());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
