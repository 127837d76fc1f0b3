package io.jenkins.plugins.artifactscopes.jenkins;

import java.util.Locale;
import org.jvnet.localizer.LocaleProvider;

/** As long as this is open, everybody's browser asks for German. Jenkins looks at that itself only where a web server starts it. */
public final class InGerman implements AutoCloseable {
    private final LocaleProvider before = LocaleProvider.getProvider();

    public InGerman() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.GERMAN;
            }
        });
    }

    @Override
    public void close() {
        LocaleProvider.setProvider(before);
    }
}
