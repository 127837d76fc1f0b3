package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.view.Texts;
import org.jvnet.localizer.LocaleProvider;

/** So many files with so many bytes, as whoever asks reads it. */
record ShownAmount(long files, long bytes) {
    private static Texts texts() {
        return Texts.of(LocaleProvider.getLocale());
    }

    /** Such as {@code 1,204}. */
    String number() {
        return texts().number(files);
    }

    /** Such as {@code 1,204 files}. */
    String count() {
        return texts().count(files, "file");
    }

    /** Such as {@code 83.1 MiB}. */
    String size() {
        return texts().bytes(bytes);
    }

    /** Such as {@code 1,204 files, 83.1 MiB}. */
    @Override
    public String toString() {
        return count() + ", " + size();
    }
}
