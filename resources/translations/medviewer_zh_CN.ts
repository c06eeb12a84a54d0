<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AI</name>
    <message>
        <source>&amp;Analyze study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose series…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Model card…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run every model that fits on the best series of this study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See which series each model will be given, and why; change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the analysis now. Findings of finished models stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model is for, what it was trained on, how well it did.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AI worker</name>
    <message>
        <source>This is not an image the AI can be asked about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} needs the analyzer “{analyzer}”, which this MedViewer does not have. Update MedViewer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>About</name>
    <message>
        <source>A desktop radiology viewer with AI assist that can be doubted, checked and refused. What the AI proposes enters a report only when a reader accepts it.

Licence: Apache-2.0. Every model has a card with its training data, figures and limits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About MedViewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For research and education. Not a medical device; not for primary diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Analysis</name>
    <message>
        <source>Starting the AI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} was not run: this study has no series it was made for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}: no finding above threshold.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Analyze</name>
    <message>
        <source>The study has no series {uid}. Name one of these with --series:{listed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {count} studies here. Name one with --study:{listed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model “{model}”. Name one of these with --model: {listed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no study {uid} here. Name one of these with --study:{listed}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Applicability</name>
    <message>
        <source>The gantry was tilted; {model} was not tested on tilted scans.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The headers do not name the body part; {model} checks on the pixels that it is {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their place in the patient is unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a localizer, not a scan. Choose the series it was made for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of no named modality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} needs a volume, and these slices do not form one. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} needs at least {needed} slices; this series has {found}. Choose a longer one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} needs images as acquired; this series is derived ({kinds}). Choose the original one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} needs pixels of at most {needed} mm; these are {found} mm. Choose a finer series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} needs slices at most {needed} mm apart; these are {found} mm apart. Choose a thinner series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} needs values in {unit}, and this series does not say how to get them. Export it from the scanner or archive again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} was made for {wanted}; this series is of {found}. Choose a series of {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} was made for {wanted}; this series is {found}. Choose a study with a {wanted} series.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Archive</name>
    <message>
        <source>It would unpack to far more than an archive of scans holds, so it was left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive is damaged or in a form that cannot be unpacked. Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This entry is encrypted. Unpack it with its password first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>1 file could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No study is open.

Open a folder (Ctrl+O), or drop a folder, files or a ZIP here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studies and series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>localizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} files could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>(no name)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI · accepted by the reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI · not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acc. {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class-activation map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class-activation map · evidence for “{finding}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contrast: {agent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID: {identifier}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image in the series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image {number} / {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image {number} cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading image {number} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lossy compression: {how}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll through the images (wheel, Up, Down). Grey: loaded. Violet: AI findings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study {identifier}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thickness {thickness} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W {width}  L {center}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel or arrow keys scroll, dragging windows, digits are window presets, holding Space hides what the AI says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>born {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>logit · shows influence, not lesion extent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{modality} · series {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} · score {confidence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} · {confidence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{orientation} {position} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sex}, {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} at {column}, {row}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ {number} · {confidence} · accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ {number} · {confidence} · rejected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>The model card {file} cannot be used: {why}. Install the model again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>“{title}” failed in a way MedViewer did not foresee. Nothing was changed on disk; the log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>This computer has no device “{device}” for AI. Choose “auto” or “cpu”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Display sets</name>
    <message>
        <source>Slice spacing is not even: {step} mm between slices {first} and {second}, {median} mm elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gantry was tilted: slices are shown as acquired, not resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {step} mm between slices {first} and {second} but {median} mm elsewhere (missing slices?), so this series is shown as a stack, not a volume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} images lie at the place of another one, so this series is shown as a stack, not a volume.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Edit</name>
    <message>
        <source>&amp;Undo decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the decision again that was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;do decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the last accept or reject back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>The series could not be written to {folder} ({reason}). Choose a folder you may write to, with space for it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>&amp;Close all studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop scanning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close every open study. Nothing on disk is touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what was found so far and leave the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave MedViewer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open every study in a folder and the folders below it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open f&amp;iles…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open single DICOM files or ZIP archives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open what was dropped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>#</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reject finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A probability, calibrated on data held back from training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A score, not a probability: higher means more like what the model was trained to find.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;ccept finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis is running. Go on reading; findings appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyze study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue speaks against the finding, orange for it; not an outline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence ≥ {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings of the AI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next finding that waits for a decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide findings below this score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the selected finding out of the report&apos;s findings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the findings; the decision keys do nothing then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;undecided finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No finding above threshold. Move the slider left to see weaker ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No finding above threshold. This does not mean there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not analyzed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a study to analyze it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back to un&amp;decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score ≥ {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the finding before and show it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the next finding and show it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the decision on the selected finding back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the selected finding into the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this model is for, how well it did, its limits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the AI computes: {device}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}: 1 finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}: abstained. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}: no finding above threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}: not run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}: refused. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}: {count} findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} of {count} shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Fonts</name>
    <message>
        <source>No font for Chinese, Japanese and Korean was found; such letters show as empty boxes in reports. Install fonts-wqy-microhei (Debian, Ubuntu) or fonts-droid-fallback.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report&apos;s font was not found; a plainer one is used. Install fonts-dejavu-core.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Frames</name>
    <message>
        <source>{file} can no longer be read ({reason}). Is the disk or stick still there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be decoded: its pixels ({syntax}) are damaged or in a form MedViewer has no decoder for. Export it uncompressed, or from where it came from again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is cut short: {got} of {needed} bytes of pixels are there. Copy or export it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>&amp;About MedViewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every shortcut and mouse action on one page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search every command and run it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version, licence and what MedViewer may not be used for.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Something went wrong that MedViewer did not foresee. The rest of the study is not affected; the log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Key image</name>
    <message>
        <source>AI probability {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI score {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI · not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI · rejected by the reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI-assisted, reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI-assisted, reviewed by {reader}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class activation (logit per cell)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slice {number} / {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W {width} C {center}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}: {name}, {site}. Slice {slice}, {diameter} mm, {confidence}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes when MedViewer is started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>{count} files could not be read; the list below the studies says why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lung nodules</name>
    <message>
        <source>Looking for places</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>{length} cm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{length} mm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Memory</name>
    <message>
        <source>Memory ran short; the analysis went on in batches of {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The graphics card&apos;s memory was not enough; the analysis went on, slower, on the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for the analysis, even one patch at a time on the CPU. Close other programs and run Analyze again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;AI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Calibrated on held-back data: confidences are probabilities.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures, with 95 % confidence intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence and weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model card: {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not calibrated on whole scans: confidences are scores, not probabilities. Findings are reported from a score of {threshold}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{licence}. Weights {file}, SHA-256 {sha256}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{modalities}; {body_parts}; at least {slices} slices, at most {spacing} mm apart</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Mouse</name>
    <message>
        <source>Alt + drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click on a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl + drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, left button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, middle button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, right button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five images on or back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide all of the AI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide everything of the AI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu of window presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One image on or back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll five images at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll through the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll through the series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select that finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift + wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window presets and display menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window: right is wider, up is brighter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window: to the right wider, up brighter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom about the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom: down in, up out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom: up is smaller, down is larger</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Copy this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more below these</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Orientation</name>
    <message>
        <source>axial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>coronal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oblique</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sagittal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>&amp;Window presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image&apos;s own {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lung</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mediastinum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>DICOM files and ZIP archives (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program opened {path}. Open it from your file manager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>&amp;Export report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open last report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 AI proposal waits for the reader&apos;s decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A calibrated probability; operating threshold {threshold}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A score from 0 to 1, not a probability (not calibrated); operating threshold {threshold}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI models used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI proposals rejected by the reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI proposals, not reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI-assisted, not a medical device; for research and education; not for primary diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Born</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, {count} proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imaging report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No AI model analysed this study. The reasons are given below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No AI model was run on this study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No AI proposal has been accepted by the reader so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No impression was entered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No series was analysed by an AI model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No. {number}: {name}, {site}, slice {slice}, {size} mm, AI confidence {confidence}, {decision}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRELIMINARY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preliminary until every AI proposal is accepted or rejected and a reader is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed by AI. No reader has confirmed them; they are not part of the findings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referred by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report written to {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the report written last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size (mm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size: longest diameter in the slice. AI confidence is a score from 0 to 1, not a probability.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Software</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The AI models proposed no finding. This does not rule out disease.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reader accepted none of the AI&apos;s proposals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be written to {folder}: {cause}. Choose another folder, or free some space and export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value (95 % CI)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights (SHA-256)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this model cannot do:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the report as PDF and HTML, and the findings as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a series that is no longer open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted ({who})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contrast agent {agent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kernel {kernel}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no reader has put a name to this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected ({who})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>series {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} AI proposals wait for the reader&apos;s decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <source>Export report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings:
{lines}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings: none accepted yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name as it shall be signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRELIMINARY: no reader named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRELIMINARY: {count} findings undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your impression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}. {name}, {site}, {diameter} mm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Scanner</name>
    <message>
        <source>Another file has the same SOP Instance UID; the first one is shown, this one left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in {where} could be opened. {file}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scanning files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be opened ({reason}). Check that it is there and that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header is damaged or cut short ({kind}). Copy or export the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file or folder. Check the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a DICOM file. Export it again from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} has {count} DICOM objects but no images. Open the folder that holds the images too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} has {count} files but none of them is DICOM. Open the folder that holds the scan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} is empty. Open a folder, a file or a ZIP archive with DICOM images.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Series</name>
    <message>
        <source>Analyze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does it fit?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which series shall be analyzed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>AI device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last folder opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keys and mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window presets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Reading files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}: waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Like the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Analyze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window presets  (0 to 9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>There is no labels.csv in {folder}. Name the folder that holds labels.csv, train.zip and val.zip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be read ({cause}). Fetch the patch set again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>&amp;First image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit to window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Last image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset display</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Texts: full, minimal, none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 automatic, 1 the image&apos;s own, 2 to 9 as in the preset menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI &amp;attention map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI &amp;findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge the image about its centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the first image of the series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the last image of the series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide all of the AI while held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In&amp;vert greys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the image smaller about its centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous s&amp;eries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll one image back (mouse wheel up).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll one image on (mouse wheel down).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll ten images back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll ten images on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the boxes of the AI. Hold Space to hide all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the next series of this study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the previous series of this study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole image, centred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where the evidence lay that the network used. Not a lesion outline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step through the three states of the texts around the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap black and white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten images back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten images on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo windowing, zoom, pan and inversion. The slice stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window preset {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Viewport</name>
    <message>
        <source>Notes on this series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder, or drop one here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Volumes</name>
    <message>
        <source>Reading slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These images form no volume: their place in the patient is unknown or there is only one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} has pixels of another size than its header says. Export it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Weights</name>
    <message>
        <source>The weights of {model} ({file}) are not those its card describes, so it was not run. Install MedViewer again, or train the model and take card and weights together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of {model} ({file}) cannot be read: {cause}. Install MedViewer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of {model} are missing ({file}). Install MedViewer again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>AI findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studies</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>The AI process ended unexpectedly (exit code {code}). Reading is not affected; run Analyze again to start a fresh one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The AI process gave no sign of life for {seconds} s and was stopped. Reading is not affected; run Analyze again to start a fresh one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The analysis failed in a way MedViewer did not foresee. Reading is not affected; the log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
