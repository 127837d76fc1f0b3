package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.Test;

public class HttpCallsTest {
    private static boolean isLocal(String base) {
        return new HttpCalls(HttpTarget.of(URI.create(base), ""), new Cancellation()).isLocal();
    }

    @Test
    public void shouldKnowAServerOnThisMachine() {
        assertThat(isLocal("http://127.0.0.1:8080/")).isTrue();
        assertThat(isLocal("http://[::1]:8080/")).isTrue();
    }

    @Test
    public void shouldTakeANameThatOnlyAProxyKnowsForAnotherMachine() {
        assertThat(isLocal("http://controller.invalid:8080/")).isFalse();
    }

    @Test
    public void shouldTakeANameThatTheJdkDoesNotReadForAnotherMachine() {
        assertThat(isLocal("http://build_controller:8080/")).isFalse();
    }
}
