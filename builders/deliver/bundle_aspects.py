"""Aspects of a bundle (检测项) beyond those of any bag: what only who knows our bundles can look at."""

from __future__ import annotations

from builders.deliver.assurance import Aspect, Quality
from builders.deliver.bag import aspects as bag

SIGNED = Aspect(Quality.AUTHENTIC, "签名：由名单上的人签名，签名之后没有改动")
RECORDED = Aspect(Quality.AUTHENTIC, "登记：文件和数据与清单、构建记录一致")
NUMBERS = Aspect(Quality.AUTHENTIC, "数字：Word、PDF、Excel、数据出处和数据表一致")
REBUILT = Aspect(Quality.AUTHENTIC, "重建：用包里的数据重新生成，结果相同")
OPENED = Aspect(Quality.USABLE, "打开：能作为报送包打开")
CONFORMING = Aspect(Quality.USABLE, "格式：文件能打开，符合 GB/T 9704-2012")
PRIVATE = Aspect(Quality.SAFE, "个人信息：没有身份证号、手机号等")
HARMLESS = Aspect(Quality.SAFE, "程序：文件里没有宏和会自己运行的内容")

OWN = (RECORDED, NUMBERS, CONFORMING, HARMLESS)
"""What can only be looked at in a bundle of this program."""
ORDER = (
    SIGNED, bag.DIGESTS, bag.FORM, RECORDED, NUMBERS, REBUILT, bag.LISTED, bag.COUNTED, OPENED, bag.DECLARED,
    CONFORMING, bag.PLACES, bag.WRAPPING, bag.FETCHING, bag.STRENGTH, HARMLESS, PRIVATE,
)  # fmt: skip
