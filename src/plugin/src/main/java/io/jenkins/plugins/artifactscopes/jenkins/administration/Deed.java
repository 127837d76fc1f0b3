package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jvnet.localizer.Localizable;

/** What administrators can have done. */
public enum Deed {
    SWEEP(Messages._Deed_sweep(), Messages._Deed_sweep_description(), "symbol-trash"),
    PREVIEW(Messages._Deed_preview(), Messages._Deed_preview_description(), "symbol-view"),
    VERIFY(Messages._Deed_verify(), Messages._Deed_verify_description(), "symbol-check"),
    REBUILD(Messages._Deed_rebuild(), Messages._Deed_rebuild_description(), "symbol-refresh");

    private final Localizable title;
    private final Localizable description;
    private final String symbol;

    Deed(Localizable title, Localizable description, String symbol) {
        this.title = title;
        this.description = description;
        this.symbol = symbol;
    }

    public String getTitle() {
        return title.toString();
    }

    public String getDescription() {
        return description.toString();
    }

    public String getSymbol() {
        return symbol;
    }

    /** As addresses and the audit log write it. */
    public String getWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Deed> of(String word) {
        return Arrays.stream(values())
                .filter(deed -> deed.getWord().equals(word))
                .findFirst();
    }
}
