"""Makes resources/confidentiality/required_attributes.json: which attributes of the profile IODs require.

PS3.3's modules as highdicom (MIT) brings them along, only what de-identification asks for: where an attribute
of table E.1-1 is of type 1 (2 here) or 2 (1 here). Usage: python packaging/required_attributes.py
"""

import json

from highdicom import _standard_utils as standard

from medviewer import paths
from medviewer.dicom.deidentifying.table import Action, load_table

STRICTNESS = {"2C": 1, "2": 1, "1C": 2, "1": 2}


def main() -> None:
    rows = load_table().values()
    wanted = {row.keyword for row in rows if row.actions not in ((Action.DUMMY,), (Action.UID,))}
    modules = {}
    for module, attributes in standard.get_module_attribute_map().items():
        required = sorted(  # the innermost sequence tells enough where they are nested deeply
            {
                ("/".join(each["path"][-2:]), each["keyword"], STRICTNESS[each["type"]])
                for each in attributes
                if each["keyword"] in wanted and each["type"] in STRICTNESS
            }
        )
        if required:
            modules[module] = required
    iods = {
        iod: [each["key"] for each in of if each["key"] in modules]
        for iod, of in standard.get_iod_module_map().items()
    }
    classes = dict(standard.get_sop_class_iod_map())
    told = {"classes": classes, "iods": iods, "modules": modules}
    target = paths.resources() / "confidentiality" / "required_attributes.json"
    target.write_text(json.dumps(told, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
